package io.memo.fingerprint.callgraph.reach;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.FieldAssignments;
import io.memo.fingerprint.callgraph.bodies.Initialisers;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.ProcessToken;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.dispatch.ContainerMadeTypes;
import io.memo.fingerprint.callgraph.dispatch.Dispatch;
import io.memo.fingerprint.callgraph.edges.ClassParameterUses;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.edges.EdgeCollector;
import io.memo.fingerprint.callgraph.edges.ResourceNames;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.callgraph.identity.CodeDigester;
import io.memo.fingerprint.callgraph.identity.DeclarationText;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.callgraph.identity.SharedLines;
import io.memo.fingerprint.callgraph.library.AmbientReads;
import io.memo.fingerprint.callgraph.library.LibraryObjects;
import io.memo.fingerprint.callgraph.library.PropertyAccess;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one application, with what was found out about its code so far. A getter returns the same object each time. Not
 * thread-safe, nor are the objects that it returns.
 */
public final class Program {

    private final Application application;
    private final Resolver resolver;
    private final MethodBodies bodies;
    private final Initialisers initialisers;
    private final ClassParameterUses classUses;
    private final FieldAssignments fieldValues;
    private final CanonicalNames names;
    private final CodeDigester encoder;
    private final Dispatch dispatch;
    private final ContainerMadeTypes containerMade;
    private final AmbientReads ambientReads;
    private final LibraryObjects libraryObjects;
    private final ResourceNames resourceNames;
    private final Map<Object, Optional<Piece>> pieces = new HashMap<>();
    private final Map<FieldRef, List<Piece>> initialisersByField = new HashMap<>();
    private final Map<Object, CodeFingerprint> fingerprints = new HashMap<>();
    private final SharedLines lines = new SharedLines();
    private final Map<Edge, Integer> edgeNumbers = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();
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
     * @param edges the numbers of what it leads to in any case
     * @param ofReceiver what it leads to that depends on the class of {@code this}
     * @param method the method that it is a piece of
     */
    public record Piece(String line, List<Integer> edges, List<Edge> ofReceiver, MethodFacts method) {}

    public Program(ClassFileSource source, ApplicationScope scope) {
        application = new Application(source, scope);
        resolver = new Resolver(application);
        bodies = new MethodBodies(application, resolver);
        initialisers = new Initialisers(application, bodies);
        classUses = new ClassParameterUses(application, bodies, resolver);
        fieldValues = new FieldAssignments(application, bodies, initialisers);
        names = new CanonicalNames(application, bodies, initialisers);
        encoder = new CodeDigester(bodies, names);
        dispatch = new Dispatch(application, resolver, names);
        containerMade = new ContainerMadeTypes(application, bodies);
        ambientReads = new AmbientReads(application);
        libraryObjects = new LibraryObjects(application);
        resourceNames = new ResourceNames(application, bodies);
        processToken = ProcessToken.tokenFor(source);
    }

    public Application application() {
        return application;
    }

    public Resolver resolver() {
        return resolver;
    }

    public MethodBodies bodies() {
        return bodies;
    }

    public Initialisers initialisers() {
        return initialisers;
    }

    ClassParameterUses classUses() {
        return classUses;
    }

    public FieldAssignments fieldValues() {
        return fieldValues;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    ContainerMadeTypes containerMade() {
        return containerMade;
    }

    public AmbientReads ambientReads() {
        return ambientReads;
    }

    public ResourceNames resourceNames() {
        return resourceNames;
    }

    LibraryObjects libraryObjects() {
        return libraryObjects;
    }

    /** Returns whether what is a property is configured, so that any method may be one. */
    boolean configuresProperties() {
        Boolean known = configuresProperties;
        if (known == null) {
            known = PropertyAccess.isConfigured(application);
            configuresProperties = known;
        }
        return known;
    }

    public CanonicalNames names() {
        return names;
    }

    /** Returns where the lines of manifests are kept. */
    SharedLines lines() {
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
            known = Manifest.shortLine("members", names.nameOf(facts.name()), DeclarationText.of(facts, names));
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
    public @Nullable Piece piece(Object key, Supplier<String> name, Supplier<Code.@Nullable Fragment> fragment) {
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
        List<Edge> ofReceiver = new ArrayList<>();
        for (Edge edge : new EdgeCollector(application, resolver, bodies, names, classUses).of(fragment)) {
            if (edge.isOfReceiver()) {
                ofReceiver.add(edge);
            } else {
                numbers.add(numberOf(edge));
            }
        }
        return new Piece(
                line,
                List.copyOf(numbers),
                List.copyOf(ofReceiver),
                fragment.code().method());
    }

    private Integer numberOf(Edge edge) {
        Integer known = edgeNumbers.get(edge);
        if (known == null) {
            known = edges.size();
            edgeNumbers.put(edge, known);
            edges.add(edge);
        }
        return known;
    }

    /** Returns the edge with the number. */
    Edge edge(int number) {
        return edges.get(number);
    }

    /** Returns the fingerprint kept under the key, made when first asked for. */
    public CodeFingerprint fingerprint(Object key, Supplier<CodeFingerprint> making) {
        CodeFingerprint known = fingerprints.get(key);
        if (known == null) {
            known = making.get();
            fingerprints.put(key, known);
        }
        return known;
    }

    /** Returns the same, or null if what makes it does. */
    public @Nullable CodeFingerprint fingerprintOrNull(Object key, Supplier<@Nullable CodeFingerprint> making) {
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
            sink.putString(names.nameOf(name))
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
