package io.memo.fingerprint.ambient;

import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.classfile.facts.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What annotations of methods make a library do when they are called. */
public final class Declared {

    private static final String SECURITY = "org/springframework/security/access/";
    private static final Set<String> GUARDS = Set.of(
            SECURITY + "prepost/PreAuthorize",
            SECURITY + "prepost/PostAuthorize",
            SECURITY + "prepost/PreFilter",
            SECURITY + "prepost/PostFilter",
            SECURITY + "annotation/Secured",
            "jakarta/annotation/security/RolesAllowed");

    /** What a guard may say that holds for everybody. */
    private static final Set<String> FOR_ALL = Set.of("permitAll", "denyAll", "returnObject", "filterObject");

    private static final Set<String> OF_PROJECTIONS = Set.of("target", "args");
    private static final Set<String> OF_ENVIRONMENT = Set.of("systemProperties", "systemEnvironment", "environment");

    private static final String DATA = "org/springframework/data/";
    private static final String VALUE = "org/springframework/beans/factory/annotation/Value";
    private static final String CACHE = "org/springframework/cache/annotation/";

    private static final List<String> CLIENTS = List.of(
            "org/springframework/web/service/annotation/",
            "org/springframework/cloud/openfeign/",
            DATA,
            "org/apache/ibatis/annotations/",
            "org/jdbi/v3/sqlobject/",
            "feign/RequestLine",
            "retrofit2/http/");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Declared() {}

    /** Returns whether the annotation lets a library answer a method that has no body, by a query or a request. */
    public static boolean isClient(Annotation annotation) {
        return CLIENTS.stream().anyMatch(annotation.type()::startsWith);
    }

    /** Returns whether the annotation lets Spring Security decide about each call from outside. */
    public static boolean isGuard(Annotation annotation) {
        return GUARDS.contains(annotation.type());
    }

    /** Returns whether the annotation lets Spring Security take out of the result what the user must not see, in place. */
    public static boolean filtersResult(Annotation annotation) {
        return annotation.type().equals(SECURITY + "prepost/PostFilter");
    }

    /** Returns whether a guard asks who calls; one that lets pass everybody, or asks for arguments only, does not. */
    public static boolean asksForUser(Annotation guard) {
        if (!guard.type().startsWith(SECURITY + "prepost/")) {
            return true;
        }
        return texts(guard).stream()
                .map(Expression::of)
                .anyMatch(each -> !FOR_ALL.containsAll(each.roots())
                        || !each.beans().isEmpty()
                        || !each.statics().isEmpty());
    }

    /** Returns the expressions that are evaluated when a method with the annotation is called, guards aside. */
    public static List<Expression> expressions(Annotation annotation) {
        List<Expression> found = new ArrayList<>();
        boolean templates =
                annotation.type().startsWith(DATA) || annotation.type().equals(VALUE);
        if (templates || annotation.type().startsWith(CACHE)) {
            for (String text : texts(annotation)) {
                found.addAll(templates ? Expression.within(text) : List.of(Expression.of(text)));
            }
        }
        return found;
    }

    /** Returns what a name means that the expression of an annotation looks up: null if nothing of matter. */
    public static @Nullable FindingKind root(Annotation annotation, String name) {
        if (annotation.type().startsWith(DATA)) {
            return FindingKind.USER_CONTEXT;
        }
        if (!annotation.type().equals(VALUE) || OF_PROJECTIONS.contains(name)) {
            return null;
        }
        if (OF_ENVIRONMENT.contains(name)) {
            return FindingKind.ENVIRONMENT;
        }
        return name.equals("request") || name.equals("session") ? FindingKind.USER_CONTEXT : null;
    }

    private static List<String> texts(Annotation annotation) {
        List<String> texts = new ArrayList<>();
        for (Matcher text = TEXT.matcher(annotation.text()); text.find(); ) {
            texts.add(text.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return texts;
    }
}
