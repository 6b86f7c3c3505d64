package io.memo.fingerprint.classfile;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** Reads from the constant pool of a class file, without its code, which constructors that code names. */
final class ConstructorNames {

    private static final int METHODREF = 10;

    private ConstructorNames() {}

    static Set<String> in(ClassReader reader) {
        Set<String> owners = new HashSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0 && reader.readByte(item - 1) == METHODREF) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                if ("<init>".equals(reader.readUTF8(nameAndType, buffer))) {
                    owners.add(reader.readClass(item, buffer));
                }
            }
        }
        return owners;
    }
}
