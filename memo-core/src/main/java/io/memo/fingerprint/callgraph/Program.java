package io.memo.fingerprint.callgraph;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.FieldFacts;
import io.memo.fingerprint.classfile.FieldRef;
import io.memo.fingerprint.classfile.MethodFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is known of one application, with what was found out about its code so far. Not thread-safe. */
final class Program {

    private final Application application;
    private final Resolver resolver;
    private final Codes codes;
    private final Initialisers initialisers;
    private final ClassUses classUses;
    private final FieldValues fieldValues;
    private final Places places;
    private final Encoder encoder;
    private final Dispatch dispatch;
    private final ContainerMade containerMade;
    private final AmbientReads ambientReads;
    private final LibraryObjects libraryObjects;
    private final ResourceNames resourceNames;
    private final Map<Object, Optional<Piece>> pieces = new HashMap<>();
    private final Map<FieldRef, List<Piece>> initialisersByField = new HashMap<>();
    private final Map<Object, CodeFingerprint> fingerprints = new HashMap<>();
    private final Lines lines = new Lines();
    private final Map<Link, Integer> linkNumbers = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> binaryNames = new HashMap<>();
    private final Map<String, String> memberLines = new HashMap<>();
    private final Map<String, List<String>> typeLines = new HashMap<>();
    private final Map<ExternalVariable, ExternalVariable> variables = new HashMap<>();
    private final String processToken;
    private @Nullable Digest whole;
    private @Nullable Boolean configuresProperties;

    /**
     * A piece of code.
     *
     * @param line the manifest line that says what it is
     * @param links the numbers of what it leads to in any case
     * @param ofReceiver what it leads to that depends on the class of {@code this}
     * @param method the method that it is a piece of
     */
    record Piece(String line, List<Integer> links, List<Link> ofReceiver, MethodFacts method) {}

    Program(ClassFileSource source, ApplicationScope scope) {
        application = new Application(source, scope);
        resolver = new Resolver(application);
        codes = new Codes(application, resolver);
        initialisers = new Initialisers(application, codes);
        classUses = new ClassUses(application, codes, resolver);
        fieldValues = new FieldValues(application, codes, initialisers);
        places = new Places(application, codes, initialisers);
        encoder = new Encoder(codes, places);
        dispatch = new Dispatch(application, resolver, places);
        containerMade = new ContainerMade(application, codes);
        ambientReads = new AmbientReads(application);
        libraryObjects = new LibraryObjects(application);
        resourceNames = new ResourceNames(application, codes);
        processToken = ThisProcess.tokenFor(source);
    }

    Application application() {
        return application;
    }

    Resolver resolver() {
        return resolver;
    }

    Codes codes() {
        return codes;
    }

    Initialisers initialisers() {
        return initialisers;
    }

    ClassUses classUses() {
        return classUses;
    }

    FieldValues fieldValues() {
        return fieldValues;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    ContainerMade containerMade() {
        return containerMade;
    }

    AmbientReads ambientReads() {
        return ambientReads;
    }

    ResourceNames resourceNames() {
        return resourceNames;
    }

    LibraryObjects libraryObjects() {
        return libraryObjects;
    }

    /** Returns whether what is a property is configured, so that any method may be one. */
    boolean configuresProperties() {
        Boolean known = configuresProperties;
        if (known == null) {
            known = BeanAccess.isConfigured(application);
            configuresProperties = known;
        }
        return known;
    }

    Places places() {
        return places;
    }

    /** Returns where the lines of manifests are kept. */
    Lines lines() {
        return lines;
    }

    /** Returns the binary name of a class, the same object each time. */
    String binaryName(String internalName) {
        return binaryNames.computeIfAbsent(internalName, name -> name.replace('/', '.'));
    }

    /** Returns the line that says what reflection shows of a class besides code. */
    String memberLine(ClassFacts facts) {
        String known = memberLines.get(facts.name());
        if (known == null) {
            known = Manifest.shortLine("members", places.nameOf(facts.name()), Declarations.of(facts, places));
            memberLines.put(facts.name(), known);
        }
        return known;
    }

    /** Returns the lines that say where a class lies among others, made when first asked for. */
    List<String> typeLines(ClassFacts facts, Supplier<List<String>> making) {
        List<String> known = typeLines.get(facts.name());
        if (known == null) {
            known = making.get();
            typeLines.put(facts.name(), known);
        }
        return known;
    }

    /** Returns the variable that is equal, the same object each time. */
    ExternalVariable shared(ExternalVariable variable) {
        ExternalVariable known = variables.putIfAbsent(variable, variable);
        return known == null ? variable : known;
    }

    /** Returns what no other process and no other class loader has. */
    String processToken() {
        return processToken;
    }

    /**
     * Returns the piece with this key, made of the fragment when first asked for; null if there is no fragment.
     *
     * @param name gives the kind and key of its manifest line
     */
    @Nullable
    Piece piece(Object key, Supplier<String> name, Supplier<Code.@Nullable Fragment> fragment) {
        Optional<Piece> known = pieces.get(key);
        if (known == null) {
            known = Optional.ofNullable(fragment.get()).map(found -> piece(name.get(), found));
            pieces.put(key, known);
        }
        return known.orElse(null);
    }

    /** Returns the pieces of code that give a field its value; {@code name} is the kind and key of their lines. */
    List<Piece> initialisersOf(ClassFacts owner, FieldFacts field, String name) {
        FieldRef key = new FieldRef(owner.name(), field.name(), field.descriptor());
        List<Piece> known = initialisersByField.get(key);
        if (known == null) {
            known = fieldValues.of(owner, field).stream()
                    .map(fragment -> piece(name, fragment))
                    .toList();
            initialisersByField.put(key, known);
        }
        return known;
    }

    private Piece piece(String name, Code.Fragment fragment) {
        String line = Manifest.line(name, encoder.digest(fragment));
        List<Integer> numbers = new ArrayList<>();
        List<Link> ofReceiver = new ArrayList<>();
        for (Link link : new Links(application, resolver, codes, places, classUses).of(fragment)) {
            if (link.isOfReceiver()) {
                ofReceiver.add(link);
            } else {
                numbers.add(numberOf(link));
            }
        }
        return new Piece(
                line,
                List.copyOf(numbers),
                List.copyOf(ofReceiver),
                fragment.code().method());
    }

    private Integer numberOf(Link link) {
        Integer known = linkNumbers.get(link);
        if (known == null) {
            known = links.size();
            linkNumbers.put(link, known);
            links.add(link);
        }
        return known;
    }

    /** Returns the link with the number. */
    Link link(int number) {
        return links.get(number);
    }

    /** Returns the fingerprint kept under the key, made when first asked for. */
    CodeFingerprint fingerprint(Object key, Supplier<CodeFingerprint> making) {
        CodeFingerprint known = fingerprints.get(key);
        if (known == null) {
            known = making.get();
            fingerprints.put(key, known);
        }
        return known;
    }

    /** Returns the same, or null if what makes it does. */
    @Nullable
    CodeFingerprint fingerprintOrNull(Object key, Supplier<@Nullable CodeFingerprint> making) {
        CodeFingerprint known = fingerprints.get(key);
        CodeFingerprint made = known == null ? making.get() : known;
        if (made != null && known == null) {
            fingerprints.put(key, made);
        }
        return made;
    }

    /** Returns the digest of the supertypes of all classes of the application. */
    Digest hierarchy() {
        FramedSink sink = new FramedSink();
        for (String name : application.classes()) {
            ClassFile file = application.file(name);
            sink.putString(places.nameOf(name))
                    .putString(file == null ? "" : file.superName() + " " + file.interfaces());
        }
        return sink.digest();
    }

    /** Returns the digest of all code of the application, made when first asked for. */
    Digest whole(Supplier<Digest> making) {
        Digest known = whole;
        if (known == null) {
            known = making.get();
            whole = known;
        }
        return known;
    }
}
