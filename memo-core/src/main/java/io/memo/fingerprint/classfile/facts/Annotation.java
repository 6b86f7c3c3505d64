package io.memo.fingerprint.classfile.facts;

import java.util.List;

/**
 * One runtime-visible annotation.
 *
 * @param type the internal name of the annotation type
 * @param text all of it in source-like form with its elements sorted by name; injective
 * @param types internal names of the types in it: nested annotations, class literals, enums, in order
 */
public record Annotation(String type, String text, List<String> types) {}
