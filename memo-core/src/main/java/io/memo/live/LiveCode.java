package io.memo.live;

/** Who tells memo that code was replaced in the running JVM, by a debugger or an agent. */
public enum LiveCode {
    /**
     * {@code memo-agent} if the JVM was started with it; else the JVM's own recorder (JFR), if this JVM lets a debugger or an agent for hot swap in;
     * else nobody, for in production no code is replaced.
     */
    AUTO,
    /** {@code memo-agent} alone; a warning if the JVM was started without it. */
    AGENT,
    /** Nobody: after code was replaced, results of the old code are returned. */
    OFF
}
