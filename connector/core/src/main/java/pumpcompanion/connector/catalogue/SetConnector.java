package pumpcompanion.connector.catalogue;

/** How a set is joined to the cartridge. */
public enum SetConnector implements Word {
    /** The standard screw joint of medicine. */
    LUER_LOCK,
    /** Tandem's own. */
    T_LOCK,
    /** The reservoirs of Medtronic's MiniMed pumps. */
    MINIMED_RESERVOIR,
    /** The adapter of the Accu-Chek Insight. */
    INSIGHT_ADAPTER,
    /** The own joint of the Dana pumps. */
    DANA_PROPRIETARY,
    /** No source found. */
    UNKNOWN
}
