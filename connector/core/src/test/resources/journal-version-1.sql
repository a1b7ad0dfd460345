-- A journal of version 1, as the program that knew no later one wrote it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE pumps (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  manufacturer  TEXT NOT NULL,
  model         TEXT NOT NULL,
  serial        TEXT NOT NULL,
  firmware      TEXT NOT NULL,
  hardware_id   TEXT NOT NULL,
  construction  TEXT NOT NULL,
  reports       TEXT NOT NULL,    -- the kinds that it can sense
  first_seen_ms INTEGER NOT NULL,
  last_seen_ms  INTEGER NOT NULL
);
INSERT INTO pumps VALUES(1,'PC-0001','Maker','One','PC-0001','1.2','0badcafe','tubed','cannula-primed',1790000000000,1790000000009);
INSERT INTO pumps VALUES(2,'PC-0002','','','','','','','',1790000000000,1790000000000);
CREATE TABLE logs (
  pump       INTEGER NOT NULL REFERENCES pumps(id),
  log        INTEGER NOT NULL,
  epoch      INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  through    INTEGER NOT NULL, -- all from first to here is held or stated missing
  boot_count INTEGER NOT NULL, -- highest that the pump named
  started_ms INTEGER NOT NULL,
  PRIMARY KEY (pump, log)
) WITHOUT ROWID;
INSERT INTO logs VALUES(1,1,2596069104,1,5,3,1790000000000);
INSERT INTO logs VALUES(1,2,7,1,1,1,1790000000009);
INSERT INTO logs VALUES(2,1,5,1,1,1,1790000000000);
CREATE TABLE kinds (
  kind INTEGER PRIMARY KEY,    -- field number in Event; 0 unknown, -1 unreadable, -2 gap
  name TEXT NOT NULL
);
INSERT INTO kinds VALUES(-2,'gap');
INSERT INTO kinds VALUES(-1,'unreadable');
INSERT INTO kinds VALUES(0,'unknown');
INSERT INTO kinds VALUES(4,'cartridge-connect');
INSERT INTO kinds VALUES(5,'cannula-primed');
INSERT INTO kinds VALUES(6,'quick-disconnect');
INSERT INTO kinds VALUES(7,'quick-reconnect');
INSERT INTO kinds VALUES(8,'insulin-delivered');
INSERT INTO kinds VALUES(9,'reservoir-level');
INSERT INTO kinds VALUES(10,'annunciation');
INSERT INTO kinds VALUES(11,'delivery-state-changed');
INSERT INTO kinds VALUES(16,'cartridge-disconnect');
INSERT INTO kinds VALUES(17,'cartridge-seated');
INSERT INTO kinds VALUES(18,'cartridge-unseated');
INSERT INTO kinds VALUES(19,'plunger-rewound');
INSERT INTO kinds VALUES(20,'cartridge-filled');
INSERT INTO kinds VALUES(21,'prime-started');
INSERT INTO kinds VALUES(22,'tubing-primed');
INSERT INTO kinds VALUES(23,'primed');
INSERT INTO kinds VALUES(24,'drop-seen');
INSERT INTO kinds VALUES(25,'air-seen');
INSERT INTO kinds VALUES(32,'cannula-inserted');
INSERT INTO kinds VALUES(33,'insertion-failed');
INSERT INTO kinds VALUES(34,'adhesive-changed');
INSERT INTO kinds VALUES(35,'site-observed');
INSERT INTO kinds VALUES(36,'set-removed');
INSERT INTO kinds VALUES(48,'battery-level');
INSERT INTO kinds VALUES(49,'battery-changed');
INSERT INTO kinds VALUES(50,'clock-changed');
INSERT INTO kinds VALUES(51,'pump-started');
INSERT INTO kinds VALUES(52,'vendor-record');
CREATE TABLE reasons (
  reason INTEGER PRIMARY KEY,
  name   TEXT NOT NULL
);
INSERT INTO reasons VALUES(0,'unspecified');
INSERT INTO reasons VALUES(1,'overwritten');
INSERT INTO reasons VALUES(2,'unreadable');
INSERT INTO reasons VALUES(3,'never-written');
INSERT INTO reasons VALUES(16,'log-erased');
INSERT INTO reasons VALUES(17,'log-restarted');
CREATE TABLE records (
  pump          INTEGER NOT NULL REFERENCES pumps(id),
  log           INTEGER NOT NULL,
  sequence      INTEGER NOT NULL, -- of a gap: its first number; 0: the gap before the whole log
  through       INTEGER,          -- of a gap: its last number, else NULL
  reason        INTEGER,          -- of a gap, else NULL
  kind          INTEGER NOT NULL REFERENCES kinds(kind),
  boot_count    INTEGER,
  uptime_ms     INTEGER,
  pump_clock_ms INTEGER,
  at_ms         INTEGER NOT NULL,
  received_ms   INTEGER NOT NULL,
  event         BLOB,             -- the pump's own bytes; of a gap: NULL
  PRIMARY KEY (pump, log, sequence)
) WITHOUT ROWID;
INSERT INTO records VALUES(1,1,1,NULL,NULL,6,3,1000,1790000001000,1790000001000,1790000000000,X'080310e80718d0bf83c598683200');
INSERT INTO records VALUES(1,1,2,4,1,-2,NULL,NULL,NULL,1790000000000,1790000000000,NULL);
INSERT INTO records VALUES(1,1,5,NULL,NULL,-1,NULL,NULL,NULL,1790000005000,1790000000000,X'ff');
INSERT INTO records VALUES(1,1,8,NULL,NULL,6,3,8000,1790000008000,1790000008000,1790000000000,X'080310c03e1880ad84c598683200');
INSERT INTO records VALUES(1,2,0,0,16,-2,NULL,NULL,NULL,1790000000009,1790000000009,NULL);
INSERT INTO records VALUES(1,2,1,NULL,NULL,6,3,1000,1790000001000,1790000009000,1790000000009,X'080310e80718d0bf83c598683200');
INSERT INTO records VALUES(2,1,1,NULL,NULL,6,3,1000,1790000001000,1790000001000,1790000000000,X'080310e80718d0bf83c598683200');
CREATE INDEX records_by_time ON records (pump, at_ms);
CREATE INDEX records_gaps ON records (pump, log, sequence) WHERE reason IS NOT NULL;
CREATE VIEW gaps AS
  SELECT p.name AS pump, r.log, r.sequence AS "from", r.through, s.name AS reason,
         strftime('%Y-%m-%dT%H:%M:%fZ', r.at_ms / 1000.0, 'unixepoch') AS at
    FROM pumps p CROSS JOIN records r INDEXED BY records_gaps ON r.pump = p.id LEFT JOIN reasons s ON s.reason = r.reason
   WHERE r.reason IS NOT NULL;
CREATE VIEW history AS
  SELECT p.name AS pump, r.log, r.sequence, k.name AS kind,
         strftime('%Y-%m-%dT%H:%M:%fZ', r.at_ms / 1000.0, 'unixepoch') AS at,
         strftime('%Y-%m-%dT%H:%M:%f', r.pump_clock_ms / 1000.0, 'unixepoch') AS pump_clock,
         r.boot_count, r.uptime_ms,
         strftime('%Y-%m-%dT%H:%M:%fZ', r.received_ms / 1000.0, 'unixepoch') AS received,
         r.through AS missing_through, s.name AS missing_reason, hex(r.event) AS event
    FROM pumps p CROSS JOIN records r ON r.pump = p.id
    LEFT JOIN kinds k ON k.kind = r.kind LEFT JOIN reasons s ON s.reason = r.reason;
COMMIT;
PRAGMA application_id = 1346587185;
PRAGMA user_version = 1;
