package io.memo.acceptance.ordinary;

/** What the beans around one held object have in common. */
interface Lookup {

    /** Memoized; uses the object that the bean holds, and returns a string of its own at each run. */
    String look(String key);

    /** Puts another object of the kind in the place of the one that the bean holds. */
    void renew();
}
