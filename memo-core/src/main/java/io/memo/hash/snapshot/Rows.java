package io.memo.hash.snapshot;

/**
 * Objects that are looked at in one way and were noted one after the other.
 *
 * @param look how they are looked at
 * @param from where their references begin
 * @param to where those end
 * @param first where their numbers begin
 */
record Rows(SnapshotRule.Again look, int from, int to, int first) {}
