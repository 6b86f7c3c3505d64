package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.library.PropertyAccess;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodRef;
import org.jspecify.annotations.Nullable;

/** Something that a piece of code leads to. Types are internal names of application classes unless said otherwise. */
public sealed interface Edge {

    /** The type of an object of which nothing else is known. */
    String ANY_OBJECT = "java/lang/Object";

    /** Returns whether it leads elsewhere on an object whose class is known. */
    default boolean isOfReceiver() {
        return this instanceof LeaksThis
                || this instanceof HandsOver
                || this instanceof Persists
                || (this instanceof Calls call && call.onThis());
    }

    /** A call of a method named on an application type; {@code onThis} if its receiver is {@code this}. */
    record Calls(CallKind kind, MethodRef method, boolean onThis) implements Edge {}

    /** A field is read, or written if it is static: its class may have to be initialised. */
    record Accesses(FieldRef field, boolean isStatic, boolean isRead, boolean onThis) implements Edge {}

    /** An object of exactly this class is made. */
    record Creates(String type) implements Edge {}

    /** An object of this type, or of one below, may be at hand. */
    record Mentions(String type) implements Edge {}

    /** Subtypes are told from others: {@code instanceof}, {@code catch}, a pattern. Any type. */
    record Tests(String type) implements Edge {}

    /** An exception is caught, which any code may have thrown. */
    record Catches() implements Edge {}

    /** A class as a value goes where it may be used reflectively. */
    record Literal(String type) implements Edge {}

    /** A lambda or method reference makes an object that implements the interface. */
    record Lambda(String type) implements Edge {}

    /** {@code this} goes where it is no longer known to be {@code this}. */
    record LeaksThis() implements Edge {}

    /** A string constant that is the name of an application class. */
    record Names(String type) implements Edge {}

    /**
     * A reflective look-up.
     *
     * @param what it is, with its place, for people
     * @param resolved whether its operands are constants, so that it is followed
     */
    record LooksUp(String what, boolean resolved) implements Edge {}

    /** A reflective look-up in classes that the method is given. */
    record LooksUpGiven(String what, MethodRef method) implements Edge {}

    /** Classes are given to a method: such that another one was given, or others if that is null. */
    record GivesClasses(@Nullable MethodRef from, MethodRef to) implements Edge {}

    /** A class is loaded, but not initialised, by a computed name: so far only its place in the hierarchy counts. */
    record LoadsAny(String what) implements Edge {}

    /**
     * A reflective invocation, of what was looked up here or elsewhere.
     *
     * @param what it is, with its place, for people
     * @param anyMethod whether it may call any method, not just make an object or read a field
     */
    record InvokesReflectively(String what, boolean anyMethod) implements Edge {}

    /** A class that no constant names becomes a mere object, so a library may have it. */
    record ClassBecomesObject() implements Edge {}

    /** Fields of the type are looked up by name. */
    record LooksUpFields(String type) implements Edge {}

    /** The member classes of the type are looked up. */
    record LooksUpClasses(String type) implements Edge {}

    /** Providers of the service are made. */
    record LoadsServices(String type) implements Edge {}

    /** Objects of any serializable class are made. */
    record Deserializes() implements Edge {}

    /** An object goes to a library that looks into it by reflection; {@code byProperties} as {@link PropertyAccess} says. */
    record HandsOver(String type, boolean byProperties) implements Edge {}

    /** An object goes to, or comes from, a provider of persistence. */
    record Persists(String type) implements Edge {}

    /** An object of a class that is not seen goes to a provider of persistence, which takes none that is not mapped. */
    record PersistsAny() implements Edge {}

    /** A class, or what names one, goes to a library that makes, reads or fills its objects: which class is not seen. */
    record HandsOverClasses(boolean byProperties) implements Edge {}

    /** Something goes to such a library of which only a supertype is known: any library type. */
    record HandsOverAny(String above, boolean byProperties) implements Edge {}

    /**
     * A library gets an object of the type or of one below it, so that it may call what the object overrides of its types.
     *
     * @param type any type; {@code java/lang/Object} for any object
     * @param use what the library may do with the object
     */
    record GivesToLibrary(String type, LibraryUse use) implements Edge {}

    /** An object of the type, or of one below it, becomes one of which no more than {@code Object} is known. Any type. */
    record BecomesObject(String type) implements Edge {}

    /** A library gets an object of which no more than that is known. */
    record GivesObject(LibraryUse use) implements Edge {}

    /** A library object is called that may hold objects of the application since before: what was plugged into it. */
    record CallsPluggedIn() implements Edge {}

    /** A text is named that reads as a word: it may be a key of a map that the code makes. */
    record Says(String word) implements Edge {}

    /** A library may bring objects of the application that no reached code made. */
    record BringsAnything() implements Edge {}

    /** A container is asked for objects in a way that does not show which. */
    record LooksUpManaged() implements Edge {}

    /** A library gives an object that the code takes for one of the type, or of one below it. Any type. */
    record HandsOut(String type) implements Edge {}

    /** A library calls the objects of a container that were plugged into it, those of classes below a library type. */
    record CallsManaged(String type) implements Edge {}

    /** A library type is named, in an application that pins its libraries. Any type outside the application. */
    record UsesLibrary(String type) implements Edge {}

    /** A resource of the class path is read; the name of a bundle ends in a star. */
    record UsesResource(String name) implements Edge {}

    /** What happens here cannot be followed and may be different in each process. */
    record Untracked(String what) implements Edge {}
}
