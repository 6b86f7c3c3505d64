package io.memo.fingerprint.ambient;

/** Names types as source text does where they are imported. */
final class SimpleNames {

    private SimpleNames() {}

    /** Returns {@code String[]} for {@code [Ljava/lang/String;}. */
    static String of(String descriptor) {
        int dimensions = descriptor.lastIndexOf('[') + 1;
        String element = descriptor.substring(dimensions);
        String name = switch (element.charAt(0)) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> element.substring(element.lastIndexOf('/') + 1, element.length() - 1);
        };
        return name + "[]".repeat(dimensions);
    }
}
