package io.memo.spring.spec;

import io.memo.CheckMode;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;

/**
 * What holds for a method whose annotation leaves it open.
 *
 * @param maxEntries how many results are kept
 * @param onMutation what happens on a hit whose object was changed
 * @param mutationCheck when stored results are looked at again
 * @param returns what callers get of a stored result
 * @param shared whether results are also kept where other machines find them, if they can be
 */
public record MemoizeDefaults(
        int maxEntries, MutationPolicy onMutation, CheckMode mutationCheck, ReturnMode returns, boolean shared) {}
