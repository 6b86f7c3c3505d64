package io.memo.spring.startup;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the constant pool of a class tells: the texts in its code, and the methods that it calls.
 *
 * @param texts its strings
 * @param calls as {@code owner.name descriptor}, with the owner's internal name
 */
record ClassConstants(Set<String> texts, Set<String> calls) {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private record Pair(int tag, int first, int second) {}

    /** Returns those of the class, or null if its class file cannot be found or read. */
    static @Nullable ClassConstants of(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream found = type.getResourceAsStream(file)) {
            return found == null ? null : read(new DataInputStream(new ByteArrayInputStream(found.readAllBytes())));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable ClassConstants read(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        Map<Integer, String> words = new HashMap<>();
        Map<Integer, Pair> pairs = new HashMap<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> words.put(index, in.readUTF());
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE ->
                    pairs.put(index, new Pair(tag, in.readUnsignedShort(), 0));
                case METHOD_HANDLE -> in.skipNBytes(3);
                case LONG, DOUBLE -> {
                    in.skipNBytes(8);
                    index++;
                }
                case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE ->
                    pairs.put(index, new Pair(tag, in.readUnsignedShort(), in.readUnsignedShort()));
                case 3, 4, DYNAMIC, INVOKE_DYNAMIC -> in.skipNBytes(4);
                default -> {
                    return null;
                }
            }
        }
        return resolved(words, pairs);
    }

    private static ClassConstants resolved(Map<Integer, String> words, Map<Integer, Pair> pairs) {
        Set<String> texts = new HashSet<>();
        Set<String> calls = new HashSet<>();
        for (Pair pair : pairs.values()) {
            if (pair.tag == STRING) {
                texts.add(String.valueOf(words.get(pair.first)));
            } else if (pair.tag == METHOD || pair.tag == INTERFACE_METHOD) {
                Pair owner = pairs.get(pair.first);
                Pair member = pairs.get(pair.second);
                if (owner != null && member != null) {
                    calls.add(words.get(owner.first) + "." + words.get(member.first) + " " + words.get(member.second));
                }
            }
        }
        return new ClassConstants(texts, calls);
    }
}
