package io.memo.fingerprint.callgraph.lambda;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas that are written in a library or in the JDK. Their code counts by the class file around them, as it is, and by which of
 * its call sites made them.
 */
public final class LibraryLambdas {

    private LibraryLambdas() {}

    /** Returns what identifies the lambda in every process, or null if it cannot be told from others of its class. */
    public static @Nullable Digest of(LambdaShape shape, ClassFileSource source) {
        byte[] bytes = source.bytesOf(shape.home().getName());
        if (bytes == null) {
            return null;
        }
        try {
            List<Constant.Dynamic> sites =
                    shape.leadingToCalled(sites(ClassFile.read(bytes), shape), LibraryLambdas::handle);
            Set<Constant.@Nullable MethodHandle> handles = new HashSet<>();
            sites.forEach(site -> handles.add(handle(site)));
            return LambdaShape.leadToOne(handles, sites.size()) ? digest(shape, bytes, sites.get(0)) : null;
        } catch (UnreadableClassException e) {
            return null;
        }
    }

    private static List<Constant.Dynamic> sites(ClassFile file, LambdaShape shape) throws UnreadableClassException {
        List<Constant.Dynamic> sites = new ArrayList<>();
        for (MethodFacts method : file.facts().methods()) {
            MethodBody body = file.body(method.name(), method.descriptor());
            List<Instruction> instructions = body == null ? List.of() : body.instructions();
            for (Instruction each : instructions) {
                if (each instanceof Instruction.DynamicCall call
                        && LibraryCalls.makesLambda(call.site())
                        && shape.fits(call.site())) {
                    sites.add(call.site());
                }
            }
        }
        return sites;
    }

    private static Constant.@Nullable MethodHandle handle(Constant.Dynamic site) {
        return site.arguments().size() > 1 && site.arguments().get(1) instanceof Constant.MethodHandle handle
                ? handle
                : null;
    }

    private static Digest digest(LambdaShape shape, byte[] bytes, Constant.Dynamic site) {
        FramedSink sink = new FramedSink()
                .putString("lambda of a library")
                .putString(shape.home().getName())
                .putDigest(new FramedSink().putBytes(bytes).digest())
                .putString(site.name())
                .putString(site.descriptor());
        Constant.MethodHandle handle = handle(site);
        if (handle != null) {
            sink.putString(handle.kind().name())
                    .putByte(handle.creates() ? 1 : 0)
                    .putString(handle.method().toString());
        }
        return sink.digest();
    }
}
