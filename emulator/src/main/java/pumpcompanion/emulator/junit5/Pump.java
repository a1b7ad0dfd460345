package pumpcompanion.emulator.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a class with {@link WithPump} that is to be set, by its type: see there. A field of the instance is set
 * before each test. A static field makes the pump one for all tests of the class and of those nested in it.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Pump {}
