package io.memo.spring.report;

/** What becomes of findings at start-up. */
public enum WarningMode {
    /** They are logged, once, at WARN; {@code user-context} keeps the application from starting. */
    LOG,
    /** The application does not start. */
    FAIL,
    /** They are not looked for. */
    OFF
}
