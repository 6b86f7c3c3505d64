/**
 * Internal. Raw facts to the code that a method can reach. A method and the class of its bean come in; out go manifest lines,
 * external variables and warnings. Found as a service by {@link io.memo.fingerprint.CodeFingerprinter}.
 *
 * <p>The rooms below, each of which uses those before it:
 * <ol>
 *   <li>{@code classes}: {@code Application} knows all classes and their supertypes, {@code Resolver} says which method a name means;
 *   <li>{@code library}: what is known of libraries without following their code;
 *   <li>{@code bodies}: {@code MethodBodies} parses each body once, {@code Initialisers} cuts initialisers into regions;
 *   <li>{@code identity}: {@code CanonicalNames} and {@code CodeDigester} say what a piece of code is;
 *   <li>{@code dispatch}, {@code edges}: what a call may run, and what a piece of code leads to;
 *   <li>{@code reach}: {@code Reachability} follows the edges from the roots until nothing is new and writes the manifest;
 *   <li>{@code lambda}, {@code finding}: the code behind lambdas, and warnings for people.
 * </ol>
 */
@NullMarked
package io.memo.fingerprint.callgraph;

import org.jspecify.annotations.NullMarked;
