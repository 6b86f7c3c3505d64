package io.memo.returns;

import io.memo.ReturnMode;
import io.memo.UnhashableTypeException;
import io.memo.UnhashableTypeException.Offence;
import io.memo.ValuePart;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.identity.HashingScope;
import io.memo.returns.pass.Forms;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import io.memo.store.Remembered;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frozen results or copies of the results of one method. Each is compared with its original by digest before it is stored, so that what was not
 * understood is refused. Safe for use by several threads.
 */
public final class ResultForms implements HashingScope.Resident {

    private final ReturnMode mode;
    private final StructuralHasher hasher;
    private final Origin origin;
    private final Class<?> declared;
    private final Forms forms;
    private final CopyForms copies;
    private final @Nullable FrozenForms frozen;
    private volatile @Nullable Boolean copyable;

    /**
     * @param mode {@link ReturnMode#FROZEN} or {@link ReturnMode#COPY}
     * @param hasher hashes results of the method
     * @param plain knows no hashers of the application
     * @param managed knows beans
     * @param origin names the method in messages and begins the paths
     * @param declared the type of the value that the method declares
     */
    public ResultForms(
            ReturnMode mode,
            StructuralHasher hasher,
            StructuralHasher plain,
            ManagedObjects managed,
            Origin origin,
            Class<?> declared) {
        this.mode = mode;
        this.hasher = hasher.inProcess();
        this.origin = origin;
        this.declared = declared;
        Proof proof = new Proof(this.hasher, plain::isPlain, managed);
        this.copies = new CopyForms(proof);
        this.frozen = mode == ReturnMode.FROZEN ? new FrozenForms(proof) : null;
        this.forms = frozen != null ? frozen : copies;
    }

    /** Forgets how objects of classes are rebuilt, which may have other fields by now. */
    @Override
    public void forget() {
        copyable = null;
        copies.forget();
        if (frozen != null) {
            frozen.forget();
        }
    }

    /**
     * Returns what is stored of what the method returned: nobody else holds any part of it that can change.
     *
     * @throws UnhashableTypeException if it cannot be frozen or copied, or cannot be hashed soundly
     * @throws ChangedWhileHashedException if another thread is changing it
     */
    public StoredForm of(@Nullable Object result) {
        HashedValue hashed = hasher.hash(result, origin);
        if (hashed.immutable()) {
            return StoredForm.shared(result, unchecked(hasher.outlineToKeep(result, origin, 0)));
        }
        Object rebuilt = rebuilt(result);
        if (mode == ReturnMode.FROZEN && rebuilt != null && !boxed(declared).isInstance(rebuilt)) {
            throw refused(result, Refusal.tooNarrow(rebuilt, origin.name(), declared));
        }
        Outline outline = hasher.outlineToKeep(rebuilt, origin, 0);
        if (!outline.hashed().digest().equals(hashed.digest())) {
            requireRest(result, hashed);
            throw refused(result, new Refusal(orNone(result), "what memo made of it is not equal to it", ""));
        }
        return new StoredForm(rebuilt, unchecked(outline), mode == ReturnMode.COPY);
    }

    /**
     * Returns the same of a result that came from outside the process, so that nobody else holds it: it is not copied for that.
     *
     * @throws UnhashableTypeException as {@link #of}
     */
    public StoredForm adopt(@Nullable Object restored) {
        if (mode == ReturnMode.FROZEN) {
            return of(restored);
        }
        Outline outline = hasher.outlineToKeep(restored, origin, 0);
        return new StoredForm(restored, unchecked(outline), !outline.hashed().immutable());
    }

    /** Nobody can change it, so that it need not be known what it looked like. */
    private static Remembered unchecked(Outline outline) {
        return new Remembered(null, outline.heapOfValue());
    }

    /** Returns whether each caller gets a copy. */
    public boolean isCopying() {
        return mode == ReturnMode.COPY;
    }

    /** Returns a copy of a stored object, for one caller. */
    public @Nullable Object copyOf(@Nullable Object stored) {
        try {
            return Pass.over(stored, forms);
        } catch (Refusal e) {
            throw refused(stored, e);
        }
    }

    /** Returns the element of a result that is given element by element as its callers get it, or the element itself if that cannot be. */
    public Object element(Object element) {
        try {
            Object rebuilt = Pass.over(element, forms);
            return rebuilt == null ? element : rebuilt;
        } catch (RuntimeException | LinkageError e) {
            return element;
        }
    }

    private @Nullable Object rebuilt(@Nullable Object result) {
        try {
            return Pass.over(result, forms);
        } catch (Refusal e) {
            throw refused(result, e);
        } catch (ConcurrentModificationException e) {
            requireRest(result, null);
            throw refused(result, new Refusal(orNone(result), "code of its own failed while it was read", "", e));
        } catch (RuntimeException e) {
            throw refused(
                    result,
                    new Refusal(
                            orNone(result),
                            "code of the objects in it failed: " + e.getClass().getName(),
                            "",
                            e));
        }
    }

    /** Reads it again: what changes meanwhile is no fault of anybody's. */
    private void requireRest(@Nullable Object result, @Nullable HashedValue before) {
        HashedValue now = hasher.hash(result, origin);
        if (before != null && !now.digest().equals(before.digest())) {
            throw new ChangedWhileHashedException(
                    "Another thread changed the return value of %s while memo made what it stores of it."
                            .formatted(origin.method()),
                    null);
        }
    }

    private static Object orNone(@Nullable Object result) {
        return result == null ? ResultForms.class : result;
    }

    private UnhashableTypeException refused(@Nullable Object result, Refusal refusal) {
        String path = ObjectPath.of(refusal.object(), result, origin.name());
        Offence offence = new Offence(path, refusal.object().getClass().getTypeName(), refusal.reason());
        List<String> remedies = remedies(mode, refusal.remedy(), mode == ReturnMode.FROZEN && isCopyable(result));
        String message = "Cannot %s the return value of %s:%n  %s (%s): %s%nWhat helps, any one of these:%s"
                .formatted(
                        verb(mode),
                        origin.method(),
                        path,
                        offence.type(),
                        offence.reason(),
                        String.join(
                                "",
                                remedies.stream().map(each -> "\n  - " + each).toList()));
        return new UnhashableTypeException(
                message, ValuePart.RETURN_VALUE, List.of(offence), remedies, refusal.getCause());
    }

    /** Tried with the first result that is refused, for it takes as long as a copy does. */
    private boolean isCopyable(@Nullable Object result) {
        Boolean known = copyable;
        if (known == null) {
            known = isCopied(result);
            copyable = known;
        }
        return known;
    }

    private boolean isCopied(@Nullable Object result) {
        try {
            Pass.over(result, copies);
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return false;
        }
    }

    /** @param copied whether what cannot be frozen can be copied */
    static List<String> remedies(ReturnMode mode, String remedy, boolean copied) {
        List<String> remedies = new ArrayList<>();
        if (!remedy.isEmpty()) {
            remedies.add(remedy);
        }
        if (mode == ReturnMode.FROZEN && copied) {
            remedies.add("let each caller have a copy: @Memoize(returns = ReturnMode.COPY)");
        }
        remedies.add("share the stored object, checked for changes: @Memoize(returns = ReturnMode.SHARED)");
        return remedies;
    }

    private static String verb(ReturnMode mode) {
        return mode == ReturnMode.COPY ? "copy" : "freeze";
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? Object.class : type;
    }
}
