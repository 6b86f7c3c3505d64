package io.memo.store.serial;

import io.memo.digest.Digest;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.trust.RefusedClasses;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.StorableClasses;
import io.memo.store.trust.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization of an allow-list of classes, the same for writing and reading, each with its fingerprint. A class may
 * be stored if it is one of the JDK's values and collections, belongs to the application, is led to by the return type, or
 * was named. Entries of another feature release of Java are misses. Safe for use by several threads.
 */
public final class StrictSerialization implements MemoCodec {

    private static final String ID =
            "java-serialization-1/java-" + Runtime.version().feature();

    private final StorableClasses classes;
    private final int maxBytes;

    /**
     * @param classes which classes may be stored
     * @param maxBytes the most bytes that a result may have
     */
    public StrictSerialization(StorableClasses classes, int maxBytes) {
        this.classes = classes;
        this.maxBytes = maxBytes;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ResultCodec forResults(Type returnType) throws NotStorableException {
        StorableClasses.OfMethod known = classes.of(returnType, Forms.NAMES, StrictSerialization::obstacle);
        return new Results(known.trust(), known.classes(), maxBytes);
    }

    private static @Nullable String obstacle(Class<?> type) {
        return Serializable.class.isAssignableFrom(type)
                ? null
                : type.getName() + " is not Serializable: let it implement java.io.Serializable";
    }

    private record Results(Trust trust, Digest classes, int maxBytes) implements ResultCodec {

        @Override
        public byte[] encode(Object result) throws NotStorableException {
            return encode(result, maxBytes);
        }

        @Override
        public byte[] encode(Object result, int mostBytes) throws NotStorableException {
            Bounded out = new Bounded(Math.min(mostBytes, maxBytes));
            try (StrictOutput objects = new StrictOutput(out, trust)) {
                objects.writeObject(result);
            } catch (RefusedException e) {
                throw new NotStorableException(all(result, e.getMessage()), e);
            } catch (NotSerializableException e) {
                throw new NotStorableException(all(result, reason(String.valueOf(e.getMessage()))), e);
            } catch (IOException e) {
                throw new NotStorableException(
                        "writing it fails with " + e.getClass().getName(), e);
            }
            return out.bytes.toByteArray();
        }

        private String all(Object result, @Nullable String first) {
            return RefusedClasses.in(
                    result,
                    trust,
                    object -> Forms.of(object) != null,
                    object -> object instanceof Serializable
                            ? null
                            : reason(object.getClass().getName()),
                    first);
        }

        /** The JDK gives the name of the class and nothing else. */
        private String reason(String binaryName) {
            String refusal = trust.refusal(binaryName);
            return refusal != null
                    ? refusal
                    : binaryName
                            + " is not Serializable: let it implement java.io.Serializable, or return a plain value";
        }

        @Override
        public Object decode(byte[] payload) throws UnreadableEntryException {
            try (StrictInput in = new StrictInput(payload, trust)) {
                Object result = in.readObject();
                if (result == null || in.read() >= 0) {
                    throw new UnreadableEntryException("there is more or less than one object");
                }
                return result;
            } catch (RefusedException e) {
                throw new UnreadableEntryException(String.valueOf(e.getMessage()), e, e.release());
            } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
                // Without its message, which may hold a value.
                throw new UnreadableEntryException(
                        "reading it fails with " + e.getClass().getName(), e);
            }
        }
    }

    /** Ends the writing of what is too large before it fills the memory. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void write(byte[] more, int from, int length) throws IOException {
            if (length > most - bytes.size()) {
                throw RefusedException.tooLarge(most);
            }
            bytes.write(more, from, length);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }
    }
}
