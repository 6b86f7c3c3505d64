package io.memo.store.fory;

import io.memo.digest.Digest;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.trust.RefusedClasses;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Results of one method: the classes that they are made of with their fingerprints, then what Fory writes. */
record ForyResults(Trust trust, Digest classes, Engines engines, int maxBytes) implements ResultCodec {

    @Override
    public byte[] encode(Object result) throws NotStorableException {
        return encode(result, maxBytes);
    }

    @Override
    public byte[] encode(Object result, int mostBytes) throws NotStorableException {
        int most = Math.min(mostBytes, maxBytes);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Set<Class<?>> met = GraphInspector.of(result, trust, most);
            ClassNames.write(met, trust, out);
            Engine engine = engines.take(met.stream().map(Class::getName).collect(Collectors.toUnmodifiableSet()));
            out.write(engine.write(result));
            engines.put(engine);
            if (bytes.size() > most) {
                throw RefusedException.tooLarge(most);
            }
            return bytes.toByteArray();
        } catch (RefusedException e) {
            throw new NotStorableException(
                    RefusedClasses.in(result, trust, object -> false, GraphInspector::obstacle, e.getMessage()), e);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new NotStorableException(
                    "writing it fails with " + e.getClass().getName(), e);
        }
    }

    @Override
    public Object decode(byte[] payload) throws UnreadableEntryException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(payload);
        try (DataInputStream in = new DataInputStream(bytes)) {
            Engine engine = engines.take(ClassNames.read(in, trust));
            Object result = engine.read(payload, payload.length - bytes.available());
            engines.put(engine);
            if (result == null) {
                throw new UnreadableEntryException("there is no object");
            }
            return result;
        } catch (RefusedException e) {
            throw new UnreadableEntryException(String.valueOf(e.getMessage()), e, e.release());
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // Without its message, which may hold a value.
            throw new UnreadableEntryException(
                    "reading it fails with " + e.getClass().getName(), e);
        }
    }
}
