package io.memo.fingerprint.classfile.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes descriptors and generic signatures apart. */
public final class Descriptors {

    private Descriptors() {}

    /** Returns the descriptors of a method descriptor's parameters. */
    public static List<String> parameters(String descriptor) {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = end(descriptor, at);
            parameters.add(descriptor.substring(at, end));
            at = end;
        }
        return parameters;
    }

    /** Returns the descriptor of what a method with this descriptor returns. */
    public static String returned(String descriptor) {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /**
     * Returns the internal names of the classes in a descriptor or generic signature, in order. In a signature a member
     * of a parameterised type counts by its binary name ({@code app/Outer$Inner}).
     */
    public static List<String> classes(String text) {
        List<String> names = new ArrayList<>();
        classes(text, 0, text.length(), names);
        return names;
    }

    /**
     * Returns the internal names of the classes in what a class's generic signature gives to its supertypes as arguments:
     * {@code app/Order} for {@code extends TypeReference<List<Order>>}, with {@code java/util/List} before it.
     */
    public static List<String> arguments(String signature) {
        List<String> names = new ArrayList<>();
        int at = signature.startsWith("<") ? typeParameters(signature, 1, new ArrayList<>()) : 0;
        while (at < signature.length()) {
            List<String> supertype = new ArrayList<>();
            at = signature.charAt(at) == 'L' ? classType(signature, at + 1, supertype) : at + 1;
            names.addAll(supertype.subList(Math.min(1, supertype.size()), supertype.size()));
        }
        return names;
    }

    /** Returns the internal name of a class, or of an array's elements; null for primitives and their arrays. */
    public static @Nullable String element(String typeOrDescriptor) {
        if (!typeOrDescriptor.startsWith("[")) {
            return typeOrDescriptor;
        }
        String element = typeOrDescriptor.substring(typeOrDescriptor.lastIndexOf('[') + 1);
        return element.charAt(0) == 'L' ? element.substring(1, element.length() - 1) : null;
    }

    private static int end(String descriptor, int from) {
        int at = from;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }

    /** Type variables ({@code TName;}), names of type parameters ({@code Name:bound}) and primitives are passed over. */
    private static void classes(String text, int from, int to, List<String> names) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == 'L') {
                at = classType(text, at + 1, names);
            } else if (c == 'T') {
                at = text.indexOf(';', at) + 1;
            } else if (c == '<') {
                at = typeParameters(text, at + 1, names);
            } else {
                at++;
            }
        }
    }

    /** Reads {@code Name:bound:bound...>}; returns the index after the bracket. */
    private static int typeParameters(String text, int from, List<String> names) {
        int at = from;
        while (text.charAt(at) != '>') {
            at = text.indexOf(':', at);
            while (text.charAt(at) == ':') {
                at++;
                while (text.charAt(at) == '[') {
                    at++;
                }
                if (text.charAt(at) == 'L') {
                    at = classType(text, at + 1, names);
                } else if (text.charAt(at) == 'T') {
                    at = text.indexOf(';', at) + 1;
                }
            }
        }
        return at + 1;
    }

    /** Reads what follows an {@code L}; returns the index after the semicolon. */
    private static int classType(String text, int from, List<String> names) {
        StringBuilder name = new StringBuilder();
        int own = names.size();
        int at = from;
        while (text.charAt(at) != ';') {
            char c = text.charAt(at);
            if (c == '<') {
                at = typeArguments(text, at + 1, names);
            } else {
                name.append(c == '.' ? '$' : c);
                at++;
            }
        }
        names.add(own, name.toString());
        return at + 1;
    }

    private static int typeArguments(String text, int from, List<String> names) {
        int at = from;
        while (text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == 'L') {
                at = classType(text, at + 1, names);
            } else if (c == 'T') {
                at = text.indexOf(';', at) + 1;
            } else {
                at++;
            }
        }
        return at + 1;
    }
}
