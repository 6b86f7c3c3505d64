package io.memo.fingerprint.classfile.woven;

import java.util.regex.Pattern;

/** Names that AspectJ's weaver writes into classes, and those of the classes that it calls. */
public final class Weaver {

    /** Makes what a join point is described by; a class names it if any of its join points is described. */
    public static final String FACTORY = "org/aspectj/runtime/reflect/Factory";

    /** Describes the join points of a class; its initialiser calls it first. */
    static final String DESCRIBING = "ajc$preClinit";

    /** Begins the name of the field that holds the description of a join point. */
    static final String DESCRIPTION = "ajc$tjp_";

    /** What runs the code that advice stands around. */
    static final String CLOSURE = "org/aspectj/runtime/internal/AroundClosure";

    static final String CONVERSIONS = "org/aspectj/runtime/internal/Conversions";
    static final String JOIN_POINT = "Lorg/aspectj/lang/JoinPoint;";

    /** Where memo's own aspects are; those of anybody else do something. */
    static final String MEMO = "io/memo/aspectj/";

    private static final String CLOSURE_NAME = "$AjcClosure";
    private static final Pattern MOVED = Pattern.compile(".+_aroundBody\\d+");
    private static final Pattern NUMBERED = Pattern.compile("(.+_aroundBody)(\\d+)(\\$advice)?");

    private Weaver() {}

    /** Returns whether the class may be one that the weaver made to run a method's code. */
    public static boolean mayBeClosure(String binaryOrInternalName) {
        return binaryOrInternalName.contains(CLOSURE_NAME);
    }

    /** Returns whether it is an annotation by which memo's aspect marks the methods that it advises. */
    public static boolean isMark(String descriptor) {
        return descriptor.startsWith("L" + MEMO);
    }

    static boolean isClosureOf(String owner, String type) {
        return type.startsWith(owner + CLOSURE_NAME);
    }

    /** Returns whether a method of that name may hold the code of an advised method. */
    static boolean isMoved(String method) {
        return MOVED.matcher(method).matches();
    }

    /** Returns whether the weaver numbered the method, through all that it wove into a class. */
    public static boolean isNumbered(String method) {
        return method.contains("_aroundBody") && NUMBERED.matcher(method).matches();
    }

    /** Returns the name of a numbered method without its number. */
    public static String unnumbered(String method) {
        return NUMBERED.matcher(method).replaceFirst("$1$3");
    }

    /** Returns the number in the name of a numbered method. */
    public static int number(String method) {
        return Integer.parseInt(NUMBERED.matcher(method).replaceFirst("$2"));
    }
}
