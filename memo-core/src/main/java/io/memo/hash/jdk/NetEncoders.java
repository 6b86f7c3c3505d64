package io.memo.hash.jdk;

import io.memo.hash.frame.PartsEncoder;
import io.memo.hash.identity.WeakIdentityMap;
import java.io.File;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * {@code java.net} without asking any name server, paths without looking at any file, buffers by what remains in them.
 */
final class NetEncoders {

    /** Addresses that had no name when they were first seen: what they are called later was looked up. */
    private static final WeakIdentityMap<Boolean> NAMELESS = new WeakIdentityMap<>();

    private NetEncoders() {}

    static void register() {
        JdkTable.value(URI.class, (v, out) -> out.putString(v.toString()));
        JdkTable.<URL>partsOf(URL.class, Urls::parts);
        JdkTable.familyParts(InetAddress.class, NetEncoders::address);
        JdkTable.parts(
                InetSocketAddress.class, v -> new Object[] {
                    v.getAddress(), v.isUnresolved() ? v.getHostString() : name(v.getAddress()), v.getPort()
                });
        JdkTable.<Proxy>partsOf(Proxy.class, v -> new Object[] {v.type(), v.address()});
        JdkTable.value(File.class, (v, out) -> out.putString(v.getPath()));
        JdkTable.family(Path.class, NetEncoders::write);
        JdkTable.value(FileTime.class, (v, out) -> out.putString(v.toString()));
        JdkTable.family(Charset.class, (v, out) -> out.putString(v.name()));
        JdkTable.value(ByteOrder.class, (v, out) -> out.putString(v.toString()));
        registerBuffers();
    }

    /** The name that it was given counts: it is not looked up, but a method may well ask for it. */
    private static Object[] address(InetAddress address) {
        NetworkInterface scope = address instanceof Inet6Address v6 ? v6.getScopedInterface() : null;
        return new Object[] {
            address.getAddress(),
            name(address),
            address instanceof Inet6Address v6 ? v6.getScopeId() : 0,
            scope == null ? null : scope.getName()
        };
    }

    private static String name(InetAddress address) {
        String literal = address.getHostAddress();
        String name = new InetSocketAddress(address, 0).getHostString();
        if (name.equals(literal)) {
            NAMELESS.getOrMake(address, () -> true);
        }
        return NAMELESS.get(address) == null ? name : literal;
    }

    private static void write(Path path, io.memo.hash.format.Buffer out) {
        boolean usual = path.getFileSystem() == FileSystems.getDefault();
        out.putByte(usual ? 0 : 1);
        out.putString(path.toString());
        if (!usual) {
            out.putString(path.toUri().toString());
        }
    }

    private static void registerBuffers() {
        buffer(ByteBuffer.class, v -> {
            byte[] rest = new byte[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest, v.order()};
        });
        buffer(CharBuffer.class, v -> new Object[] {v.toString()});
        buffer(ShortBuffer.class, v -> {
            short[] rest = new short[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest};
        });
        buffer(IntBuffer.class, v -> {
            int[] rest = new int[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest};
        });
        buffer(LongBuffer.class, v -> {
            long[] rest = new long[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest};
        });
        buffer(FloatBuffer.class, v -> {
            float[] rest = new float[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest};
        });
        buffer(DoubleBuffer.class, v -> {
            double[] rest = new double[v.remaining()];
            v.duplicate().get(rest);
            return new Object[] {rest};
        });
    }

    private static <B extends Buffer> void buffer(Class<B> type, PartsEncoder.Meaning<B> rest) {
        JdkTable.mutableFamilyParts(type, rest);
    }
}
