package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.signature.SignatureWriter;

/**
 * Writes down generic types as reflection shows them, whatever their type variables are called: a variable of the class
 * counts by its position, any other by the order in which they are mentioned.
 */
public final class GenericSignatures {

    private final ClassFacts owner;
    private final UnaryOperator<String> names;

    /**
     * Makes a writer for what a class declares.
     *
     * @param names gives the name to write for the internal name of a class
     */
    public GenericSignatures(ClassFacts owner, UnaryOperator<String> names) {
        this.owner = owner;
        this.names = names;
    }

    /** Returns the supertypes of the class with their type arguments; empty if none has any. */
    public String supertypes() {
        String signature = owner.signature();
        if (signature == null) {
            return "";
        }
        try {
            return supertypes(signature);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Reflection fails on it as well, each time in the same way.
            return signature;
        }
    }

    private String supertypes(String signature) {
        Writer writer = new Writer();
        new SignatureReader(signature).accept(new SignatureVisitor(ClassFactsReader.API) {
            @Override
            public SignatureVisitor visitClassBound() {
                return new SignatureWriter();
            }

            @Override
            public SignatureVisitor visitInterfaceBound() {
                return new SignatureWriter();
            }

            @Override
            public SignatureVisitor visitSuperclass() {
                return writer;
            }

            @Override
            public SignatureVisitor visitInterface() {
                return writer;
            }
        });
        String found = writer.toString();
        return found.contains("<") ? found : "";
    }

    /** Returns the type of a field or method of the class: its signature, or its descriptor where it has none. */
    public String member(String descriptor, @Nullable String signature) {
        SignatureReader reader = new SignatureReader(signature == null ? descriptor : signature);
        Writer writer = new Writer();
        if (descriptor.startsWith("(")) {
            reader.accept(writer);
        } else {
            reader.acceptType(writer);
        }
        return writer.toString();
    }

    private final class Writer extends SignatureWriter {

        private final List<String> own = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        Writer() {
            if (owner.signature() != null) {
                new SignatureReader(owner.signature()).accept(new SignatureVisitor(ClassFactsReader.API) {
                    @Override
                    public void visitFormalTypeParameter(String name) {
                        own.add(name);
                    }
                });
            }
        }

        @Override
        public void visitFormalTypeParameter(String name) {
            own.replaceAll(known -> known.equals(name) ? "" : known);
            super.visitFormalTypeParameter(variable(name));
        }

        @Override
        public void visitTypeVariable(String name) {
            super.visitTypeVariable(variable(name));
        }

        @Override
        public void visitClassType(String name) {
            super.visitClassType(names.apply(name));
        }

        private String variable(String name) {
            if (own.contains(name)) {
                return String.valueOf(own.indexOf(name));
            }
            if (!others.contains(name)) {
                others.add(name);
            }
            return "other" + others.indexOf(name);
        }
    }
}
