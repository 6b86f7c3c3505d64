package io.memo.engine.explain;

import io.memo.UnhashableTypeException;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.hash.Dependency;
import io.memo.key.external.ReadSets;
import io.memo.mutation.MutationCheck;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be told of a method before it is called. Safe for use by several threads. */
public final class StartupChecks {

    private final ReadSets readSets;
    private final Keys keys;
    private final GuardedStore store;
    private final @Nullable MutationCheck check;
    private final RuntimeFindings findings;

    /** @param check null if results are not hashed */
    public StartupChecks(
            ReadSets readSets, Keys keys, GuardedStore store, @Nullable MutationCheck check, RuntimeFindings findings) {
        this.readSets = readSets;
        this.keys = keys;
        this.store = store;
        this.check = check;
        this.findings = findings;
    }

    /**
     * Tries the external variables once, as a call on the target would. A static whose class was not initialised yet is left alone.
     *
     * @param target an object that the method is called on, without proxies
     * @return what counts by identity in this process only; changes inside it go unnoticed
     * @throws UnhashableTypeException if one of them cannot be hashed, so that calls have no key
     */
    public List<Dependency> dependencies(Object target) {
        List<Dependency> found = readSets.dependencies(target);
        findings.told(found);
        return found;
    }

    /**
     * Returns what hashing a result would throw, as far as a declared type tells, or null if nothing speaks against it or
     * results are not hashed.
     *
     * @param declared the type of the value that is stored, as the method declares it
     */
    public @Nullable UnhashableTypeException unstorable(Type declared) {
        return check == null ? null : check.refusal(declared);
    }

    /** Returns whether the limit in bytes cannot be exact: results may be changed, so what they hold is not measured. */
    public boolean isLimitedUnseen() {
        return check == null && store.limitsBytes();
    }

    /** Returns what hashing its arguments would throw, as far as the declared types tell; one for each such parameter. */
    public List<UnhashableTypeException> unhashableParameters() {
        return keys.refusals();
    }
}
