package io.memo.fingerprint.classfile.flow;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;

/** What can be said of a value that an instruction takes from the operand stack, without knowing the run. */
public sealed interface Operand {

    /** Returns whether it takes two words, as {@code long} and {@code double} do. */
    default boolean wide() {
        return false;
    }

    /** The object that the method was called on. */
    record This() implements Operand {}

    /** A constant. */
    record Known(Constant constant) implements Operand {
        @Override
        public boolean wide() {
            return constant instanceof Constant.Numeric number
                    && (number.value() instanceof Long || number.value() instanceof Double);
        }
    }

    /** The array with which a compiler numbers the labels of switches over an enum. */
    record EnumTable(FieldRef field) implements Operand {}

    /**
     * Anything else, by the descriptor of its static type; {@code Ljava/lang/Object;} where that is not known.
     *
     * @param isLost whether more was known of it before ways of the code met
     */
    record Other(String descriptor, boolean isLost) implements Operand {

        /** A reference of which nothing is known. */
        public static final Other ANY = new Other("Ljava/lang/Object;");

        /** A reference of which nothing is known any more. */
        public static final Other LOST = new Other("Ljava/lang/Object;", true);

        /** A value of the static type. */
        public Other(String descriptor) {
            this(descriptor, false);
        }

        @Override
        public boolean wide() {
            return descriptor.equals("J") || descriptor.equals("D");
        }
    }
}
