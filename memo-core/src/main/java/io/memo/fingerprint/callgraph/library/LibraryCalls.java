package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.List;
import java.util.Set;

/** What is known of library methods that reach application code in other ways than by calling what they override. */
public final class LibraryCalls {

    private static final String CLASS = "java/lang/Class";

    private static final Set<String> CLASS_LOOKUPS = Set.of(
            "newInstance",
            "getMethod",
            "getMethods",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getConstructor",
            "getConstructors",
            "getDeclaredConstructor",
            "getDeclaredConstructors",
            "getField",
            "getFields",
            "getDeclaredField",
            "getDeclaredFields",
            "getRecordComponents",
            "getClasses",
            "getDeclaredClasses",
            "getPermittedSubclasses",
            "getNestMembers",
            "getAnnotation",
            "getAnnotations",
            "getAnnotationsByType",
            "getDeclaredAnnotation",
            "getDeclaredAnnotations",
            "getDeclaredAnnotationsByType",
            "isAnnotationPresent");

    private static final Set<String> HARMLESS_ON_CLASS = Set.of(
            "getName",
            "getSimpleName",
            "getTypeName",
            "getCanonicalName",
            "getPackageName",
            "getModule",
            "getClassLoader",
            "getResource",
            "getResourceAsStream",
            "desiredAssertionStatus",
            "hashCode",
            "equals",
            "toString",
            "isArray",
            "isPrimitive");

    private static final Set<String> TYPED_ON_CLASS = Set.of(
            "isInstance",
            "isAssignableFrom",
            "cast",
            "getEnumConstants",
            "asSubclass",
            "isEnum",
            "isRecord",
            "isInterface",
            "getPackage");

    /** Libraries that read or fill objects by reflection, by the beginning of the owner's name. */
    private static final List<String> REFLECTIVE = List.of(
            "com/fasterxml/jackson/",
            "tools/jackson/",
            "com/google/gson/",
            "com/esotericsoftware/kryo/",
            "org/apache/commons/beanutils/",
            "org/apache/commons/lang3/builder/",
            "org/apache/commons/lang3/SerializationUtils",
            "org/apache/commons/lang3/reflect/",
            "org/apache/commons/jexl",
            "org/apache/fory/",
            "org/modelmapper/",
            "org/dozer/",
            "org/thymeleaf/",
            "freemarker/",
            "com/samskivert/mustache/",
            "com/github/mustachejava/",
            "com/github/jknack/handlebars/",
            "org/apache/velocity/",
            "org/yaml/snakeyaml/",
            "org/mvel2/",
            "ognl/",
            "groovy/",
            "java/beans/",
            "java/io/ObjectOutput",
            "javax/persistence/",
            "jakarta/persistence/",
            "javax/validation/",
            "jakarta/validation/",
            "javax/xml/bind/",
            "jakarta/xml/bind/",
            "jakarta/json/bind/",
            "javax/script/",
            "javax/el/",
            "jakarta/el/",
            "org/hibernate/",
            "org/springframework/beans/",
            "org/springframework/cglib/",
            "org/springframework/data/",
            "org/springframework/expression/",
            "org/springframework/format/",
            "org/springframework/http/",
            "org/springframework/jdbc/",
            "org/springframework/jms/",
            "org/springframework/kafka/",
            "org/springframework/amqp/",
            "org/springframework/messaging/",
            "org/springframework/ui/",
            "org/springframework/util/ReflectionUtils",
            "org/springframework/util/SerializationUtils",
            "org/springframework/validation/",
            "org/springframework/web/");

    /** Parts of these that hold what they are given, or make text of it. */
    private static final List<String> HOLDING = List.of(
            "org/springframework/data/domain/PageRequest",
            "org/springframework/data/domain/Sort",
            "org/springframework/data/util/",
            "org/springframework/web/context/",
            "org/springframework/web/util/");

    private static final Set<String> DESCRIBERS = Set.of(
            "java/lang/String.format",
            "java/lang/String.formatted",
            "java/lang/String.valueOf",
            "java/lang/StringBuilder.append",
            "java/lang/invoke/StringConcatFactory.makeConcat",
            "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
            "java/lang/runtime/ObjectMethods.bootstrap",
            "java/lang/runtime/SwitchBootstraps.enumSwitch",
            "java/lang/runtime/SwitchBootstraps.typeSwitch",
            "java/text/MessageFormat.format",
            "java/util/Arrays.deepHashCode",
            "java/util/Arrays.deepToString",
            "java/util/Arrays.hashCode",
            "java/util/Arrays.toString",
            "java/util/Objects.hash",
            "java/util/Objects.hashCode",
            "java/util/Objects.toString");

    private static final String JDBC = "org/springframework/jdbc/core/";
    private static final Set<String> PARAMETER_OWNERS = Set.of(
            JDBC + "JdbcTemplate",
            JDBC + "JdbcOperations",
            JDBC + "namedparam/NamedParameterJdbcTemplate",
            JDBC + "namedparam/NamedParameterJdbcOperations",
            JDBC + "namedparam/MapSqlParameterSource",
            JDBC + "simple/SimpleJdbcInsert",
            JDBC + "simple/SimpleJdbcInsertOperations",
            JDBC + "simple/JdbcClient$StatementSpec");
    private static final List<String> PARAMETER_SETTERS =
            List.of("query", "update", "execute", "batchUpdate", "addValue", "param", "<init>");

    private static final List<String> MANAGERS = List.of(
            "org/springframework/beans/factory/",
            "org/springframework/context/",
            "org/springframework/web/context/",
            "org/springframework/boot/context/",
            "org/springframework/plugin/core/",
            "jakarta/inject/",
            "javax/inject/",
            "jakarta/enterprise/",
            "javax/naming/");

    /** What look-ups in a container are called, also by libraries that wrap one. */
    private static final Set<String> LOOK_UPS =
            Set.of("getBean", "getBeanProvider", "getBeansOfType", "getBeansWithAnnotation");

    private static final List<String> INJECTIONS = List.of("autowireBean", "configureBean", "processInjectionBasedOn");

    private LibraryCalls() {}

    /** Returns whether the class, by its internal name, is one of a library for logging. */
    public static boolean isLogging(String owner) {
        return owner.startsWith("org/slf4j/")
                || owner.startsWith("java/util/logging/")
                || owner.startsWith("java/lang/System$Logger")
                || owner.startsWith("org/apache/logging/")
                || owner.startsWith("org/apache/commons/logging/")
                || owner.startsWith("org/apache/log4j/")
                || owner.startsWith("org/jboss/logging/")
                || owner.startsWith("org/springframework/core/log/")
                || owner.startsWith("com/google/common/flogger/");
    }

    /** Returns whether the method makes text or a number of what it is given, and keeps nothing of it. */
    public static boolean describes(MethodRef method) {
        return DESCRIBERS.contains(method.owner() + "." + method.name());
    }

    /** Returns whether a class given to the method is used for its name only. */
    public static boolean usesNameOnly(MethodRef method) {
        return isLogging(method.owner())
                || (method.owner().equals(CLASS) && HARMLESS_ON_CLASS.contains(method.name()))
                || (method.owner().equals("java/lang/System") && method.name().equals("getLogger"));
    }

    /** Returns whether a class given to the method is used as a type only: nothing of it is looked up or made. */
    public static boolean usesTypeOnly(MethodRef method) {
        return (method.owner().equals(CLASS) && TYPED_ON_CLASS.contains(method.name()))
                || method.owner().equals("java/util/EnumMap")
                || method.owner().equals("java/util/EnumSet")
                || method.owner().equals("java/lang/Enum")
                || method.owner().equals("java/util/Objects")
                || method.owner().equals("java/lang/reflect/Array")
                || method.owner().equals("java/util/Collections");
    }

    /** Returns whether the method looks up a class, a member or an annotation. */
    public static boolean looksUp(MethodRef method) {
        return switch (method.owner()) {
            case CLASS -> CLASS_LOOKUPS.contains(method.name()) || loadsClass(method);
            case "java/lang/invoke/MethodHandles$Lookup" ->
                method.name().startsWith("find")
                        || method.name().startsWith("unreflect")
                        || method.name().equals("bind");
            case "java/lang/reflect/Method", "java/lang/reflect/Field", "java/lang/reflect/Constructor" ->
                method.name().contains("Annotation");
            default -> loadsClass(method) || makesUpdater(method);
        };
    }

    private static boolean makesUpdater(MethodRef method) {
        return isUpdater(method.owner()) && method.name().equals("newUpdater");
    }

    private static boolean isUpdater(String owner) {
        return owner.startsWith("java/util/concurrent/atomic/Atomic") && owner.endsWith("FieldUpdater");
    }

    /** Returns whether the method turns a name into a class. */
    public static boolean loadsClass(MethodRef method) {
        return (method.owner().equals(CLASS) && method.name().equals("forName"))
                || (method.owner().equals("java/beans/Beans") && method.name().equals("instantiate"))
                || (method.owner().equals("org/springframework/util/ClassUtils")
                        && (method.name().equals("forName") || method.name().equals("resolveClassName")))
                || (method.name().equals("loadClass")
                        && method.descriptor().endsWith(")Ljava/lang/Class;")
                        && method.descriptor().startsWith("(Ljava/lang/String;"))
                || (method.owner().equals("java/lang/invoke/MethodHandles$Lookup")
                        && method.name().equals("findClass"));
    }

    /** Returns whether a text given to the method may name a class that it then loads. */
    public static boolean takesClassNames(MethodRef method) {
        String owner = method.owner();
        return !isLogging(owner)
                && (owner.equals("java/util/ResourceBundle") || !owner.startsWith("java/util/"))
                && !(owner.startsWith("java/lang/") && !owner.equals("java/lang/ClassLoader"))
                && !owner.startsWith("java/io/")
                && !owner.endsWith("Exception")
                && !owner.endsWith("Error");
    }

    /** Returns whether the look-up is for the classes that a class has as members. */
    public static boolean looksUpClasses(MethodRef method) {
        return method.owner().equals(CLASS)
                && (method.name().equals("getClasses") || method.name().equals("getDeclaredClasses"));
    }

    /** Returns whether the look-up is for fields, whose values then count. */
    public static boolean looksUpFields(MethodRef method) {
        return (method.owner().equals(CLASS) && method.name().contains("Field"))
                || (method.owner().equals("java/lang/invoke/MethodHandles$Lookup")
                        && (method.name().contains("VarHandle")
                                || method.name().contains("Getter")
                                || method.name().contains("Setter")))
                || makesUpdater(method);
    }

    /** Returns whether the look-up for fields finds those of supertypes too. */
    public static boolean looksUpInherited(MethodRef method) {
        return !method.name().startsWith("getDeclared") && !makesUpdater(method);
    }

    /** Returns whether the method calls a method that was looked up. */
    public static boolean invokesMethods(MethodRef method) {
        return method.owner().equals("java/lang/reflect/Method")
                || method.owner().equals("java/lang/invoke/MethodHandle");
    }

    /** Returns whether the method runs or reads what was looked up. */
    public static boolean invokes(MethodRef method) {
        return switch (method.owner()) {
            case "java/lang/reflect/Method" -> method.name().equals("invoke");
            case "java/lang/reflect/Constructor" -> method.name().equals("newInstance");
            case "java/lang/invoke/MethodHandle" -> method.name().startsWith("invoke");
            case "java/lang/reflect/Field" ->
                method.name().startsWith("get") && method.descriptor().startsWith("(Ljava/lang/Object;)");
            case "java/lang/invoke/VarHandle" ->
                method.name().startsWith("get") || method.name().startsWith("compareAnd");
            case "sun/misc/Unsafe" ->
                method.name().startsWith("get") && method.descriptor().contains("J)");
            default ->
                isUpdater(method.owner())
                        && !method.name().startsWith("set")
                        && !method.isConstructor()
                        && !makesUpdater(method);
        };
    }

    /** Returns whether the method hands out objects of a container, or puts them into fields of an object that it is given. */
    public static boolean looksUpManaged(MethodRef method) {
        String returned = Descriptors.returned(method.descriptor());
        boolean gives = returned.startsWith("L") && !returned.equals("Ljava/lang/String;");
        boolean isOfManager = MANAGERS.stream().anyMatch(method.owner()::startsWith);
        return (gives && (isOfManager || LOOK_UPS.contains(method.name())))
                || (isOfManager && INJECTIONS.stream().anyMatch(method.name()::startsWith));
    }

    /** Returns whether the method looks for services, whose classes no code need name. */
    public static boolean loadsServices(MethodRef method) {
        return method.owner().equals("java/util/ServiceLoader") && method.name().startsWith("load");
    }

    /** Returns whether the method reads objects from a stream, of classes that no code need name. */
    public static boolean deserializes(MethodRef method) {
        return method.owner().startsWith("java/io/ObjectInput")
                && method.name().startsWith("read")
                && method.descriptor().endsWith("Ljava/lang/Object;");
    }

    /** Returns whether the method is one of a library that reads or fills objects by reflection, and not of a part that merely holds them. */
    public static boolean isReflective(MethodRef method) {
        if (LibraryTypes.isPage(method.owner()) || HOLDING.stream().anyMatch(method.owner()::startsWith)) {
            return false;
        }
        for (String prefix : REFLECTIVE) {
            if (method.owner().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the method of Spring's JDBC sets the parameters of a statement by values: of a value whose class a driver does not
     * know, it asks for the text or for its serialized form, never for its properties.
     */
    public static boolean setsParameters(MethodRef method) {
        return PARAMETER_OWNERS.contains(method.owner())
                && PARAMETER_SETTERS.stream().anyMatch(method.name()::startsWith)
                && !method.name().equals("paramSource");
    }

    /** Returns whether a library method that is called on {@code this} leaves it alone. */
    public static boolean leavesReceiverAlone(MethodRef method) {
        return (method.owner().equals("java/lang/Object")
                        && (method.isConstructor()
                                || method.name().equals("getClass")
                                || method.name().equals("notify")
                                || method.name().equals("notifyAll")
                                || method.name().equals("wait")))
                || ((method.owner().equals("java/lang/Enum") || method.owner().equals("java/lang/Record"))
                        && method.isConstructor());
    }

    /** Returns whether the method calls nothing on what it is given, and gives it back or forgets it. */
    public static boolean looksAtNothing(MethodRef method) {
        return (method.owner().equals("java/util/Objects")
                        && (method.name().startsWith("requireNonNull")
                                || method.name().equals("isNull")
                                || method.name().equals("nonNull")))
                || (method.owner().equals("java/util/Arrays") && method.name().startsWith("copyOf"))
                || (method.owner().equals("java/lang/System")
                        && (method.name().equals("identityHashCode")
                                || method.name().equals("arraycopy")));
    }

    /** Returns whether the call site makes a lambda or a method reference. */
    public static boolean makesLambda(Constant.Dynamic site) {
        return site.bootstrap().method().owner().equals("java/lang/invoke/LambdaMetafactory");
    }

    /** Returns whether all that the bootstrap method does is seen from its arguments. */
    public static boolean isKnownBootstrap(MethodRef bootstrap) {
        return bootstrap.owner().startsWith("java/lang/invoke/")
                || bootstrap.owner().startsWith("java/lang/runtime/");
    }
}
