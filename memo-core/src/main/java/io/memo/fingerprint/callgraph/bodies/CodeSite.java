package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in code, for people.
 *
 * @param code the method, or the body of a lambda
 * @param at the instruction
 */
public record CodeSite(Code code, int at) {

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /**
     * Returns the finding at this place. Without line numbers in the class file its line is 0 and it names no file.
     *
     * @param what what is done there, for people
     */
    public Finding finding(FindingKind kind, String what, Application application) {
        int line = code.body().lineOf(at);
        String type = code.owner().name().replace('/', '.');
        String place = type + "." + methodName() + (line > 0 ? "(" + file(application) + ":" + line + ")" : "");
        return new Finding(kind, type, place, line, what);
    }

    /** A lambda is in the method that it is written in. */
    public String methodName() {
        Matcher lambda = LAMBDA.matcher(code.method().name());
        if (!lambda.matches()) {
            return code.method().name();
        }
        return switch (lambda.group(1)) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> lambda.group(1);
        };
    }

    private String file(Application application) {
        ClassFile file = application.file(code.owner().name());
        try {
            String source = file == null ? null : file.sourceFile();
            return source == null ? "line" : source;
        } catch (UnreadableClassException e) {
            return "line";
        }
    }
}
