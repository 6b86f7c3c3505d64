package io.memo.hash.fields;

import io.memo.MemoIgnore;
import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.hash.FieldSelection;
import io.memo.hash.classify.Boxes;
import io.memo.hash.classify.Jdk;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.library.Jackson;
import io.memo.hash.library.LibraryFields;
import io.memo.hash.plan.GivenFields;
import io.memo.hash.snapshot.FieldsLook;
import io.memo.hash.snapshot.SnapshotRule;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a class count and how an object of it is told from one of another class with the same fields.
 *
 * <p>Every field counts that is not static, not transient and not {@link MemoIgnore}, whatever its visibility,
 * inherited ones and those that the compiler made (outer objects, captured variables) included. Transient means "can be
 * had again from the rest", and that is not so in two kinds of classes, where transient fields count as well:
 * collections and maps, and classes in whose hierarchy one writes its own serial form. Of libraries' classes those count that
 * are final and given to a constructor ({@link GivenFields}). What only keeps an answer for the next question does not
 * count ({@link Caches}).
 */
public final class FieldsPlan {

    private final byte[] header;
    private final int tag;
    private final int number;
    private final FieldReader[] fields;
    private final @Nullable PlannedFields generated;
    private final boolean allFinal;
    private final boolean early;
    private final boolean hasCode;
    /** Made when it is asked for first; a race makes two. */
    private volatile @Nullable Optional<SnapshotRule> look;

    private FieldsPlan(
            int tag,
            Buffer shape,
            FieldReader[] fields,
            @Nullable PlannedFields generated,
            boolean allFinal,
            boolean early,
            boolean hasCode,
            int number) {
        this.tag = tag;
        this.number = number;
        Buffer digest = new Buffer();
        digest.putByte(tag);
        digest.putRaw(shape.copyFrom(0));
        digest.collapse(1, Format.DIGEST);
        this.header = digest.copyFrom(0);
        this.fields = fields;
        this.generated = generated;
        this.allFinal = allFinal;
        this.early = early;
        this.hasCode = hasCode;
    }

    /** What came of a plan: either it or why there is none. */
    public record Outcome(@Nullable FieldsPlan plan, String reason) {}

    /**
     * Plans the fields of the class down from, and without, a superclass of the JDK.
     *
     * @param tag how the encoding begins
     * @param name what stands for the class
     */
    public static Outcome of(Class<?> type, int tag, byte[] name, Settings settings) {
        List<Field> chosen = new ArrayList<>();
        for (Class<?> c = type; c != null && !Jdk.owns(c); c = c.getSuperclass()) {
            List<Field> own = new ArrayList<>();
            Caches caches = new Caches(c, type, settings);
            Set<String> given = settings.own().test(c) ? Set.of() : GivenFields.of(c);
            for (Field field : c.getDeclaredFields()) {
                if (counts(field, type, settings.fields(), given) && !caches.contains(field)) {
                    own.add(field);
                }
            }
            own.sort(Comparator.comparing(Field::getName)
                    .thenComparing(f -> f.getType().descriptorString()));
            chosen.addAll(0, own);
        }
        FieldReader[] readers = new FieldReader[chosen.size()];
        boolean allFinal = true;
        for (int i = 0; i < readers.length; i++) {
            Field field = chosen.get(i);
            if (!field.trySetAccessible()) {
                return new Outcome(null, Jdk.notOpen(field.getDeclaringClass()));
            }
            allFinal &= Modifier.isFinal(field.getModifiers());
            Class<?> box = Boxes.of(field.getType());
            readers[i] = new FieldReader(
                    field, box != null && settings.hashers().serves(box), LibraryFields.meaning(field, type));
        }
        Digest code = settings.behaviour().codeOf(type);
        boolean plain = Arrays.stream(readers).allMatch(FieldReader::isPlain);
        PlannedFields generated = plain && settings.generated() ? PlannedFields.of(readers, settings) : null;
        Buffer shape = shape(name, readers, code);
        int number = settings.scope().numberOf(shape.digest());
        boolean early = allFinal && settings.dependencies() && !type.isRecord();
        return new Outcome(new FieldsPlan(tag, shape, readers, generated, allFinal, early, code != null, number), "");
    }

    private static boolean counts(Field field, Class<?> type, FieldSelection selection, Set<String> given) {
        if (Modifier.isStatic(field.getModifiers()) || field.isAnnotationPresent(MemoIgnore.class)) {
            return false;
        }
        // It is transient, and nothing else tells what it holds.
        if (given.contains(field.getName()) || Jackson.isState(field)) {
            return true;
        }
        if (selection != FieldSelection.ALL) {
            return selection.includes(type, field);
        }
        return FieldSelection.isPartOfValue(type, field);
    }

    /** What tells objects of the class from those of any other. */
    private static Buffer shape(byte[] name, FieldReader[] readers, @Nullable Digest code) {
        Buffer out = new Buffer();
        out.putRaw(name);
        out.putLength(readers.length);
        for (FieldReader reader : readers) {
            out.putByte(reader.kind());
            out.putString(reader.field().getName());
            out.putString(nameOf(reader.field().getDeclaringClass()));
        }
        out.putByte(code == null ? 0 : 1);
        if (code != null) {
            out.putDigest(code);
        }
        return out;
    }

    /** That of a hidden class is another one in each process. */
    private static String nameOf(Class<?> declaring) {
        return declaring.isHidden() ? "" : declaring.getName();
    }

    /** Returns what tells objects of the class from those of any other, in this process. */
    public int number() {
        return number;
    }

    public FieldReader[] fields() {
        return fields;
    }

    /** Returns what generated code does the same as {@link #fields}, or null if there is none. */
    public @Nullable PlannedFields generated() {
        return generated;
    }

    /** Returns how an object that counts by these fields alone is looked at again, or null if they cannot be compared. */
    public @Nullable SnapshotRule look() {
        Optional<SnapshotRule> known = look;
        if (known == null) {
            known = Optional.ofNullable(
                    FieldsLook.of(Arrays.stream(fields).map(FieldReader::field).toList()));
            look = known;
        }
        return known.orElse(null);
    }

    /** Returns whether an object may be met while its constructor runs, so that its final fields may still be blank. */
    public boolean isMetEarly() {
        return early;
    }

    /** Returns whether the code of the class counts. */
    public boolean hasCode() {
        return hasCode;
    }

    /** Writes what comes before the fields. */
    public void open(EncodingPass pass) {
        if (pass.out.algorithm() == DigestAlgorithm.IN_PROCESS) {
            pass.out.putByte(tag);
            pass.out.putLength(number);
        } else {
            pass.out.putRaw(header);
        }
        if (!allFinal) {
            pass.mutable();
        }
    }
}
