package io.memo.hash.format;

/**
 * The encoding of values, version {@value #VERSION}. Every value is written as a tag and what belongs to it; each kind
 * ends by itself, by a fixed size, by a length written before it or by {@link #END}, so that no encoding is the
 * beginning of another and two different values never share one.
 *
 * <pre>
 * value(v)      = tag, content                        what the constants below say
 * node(n)       = encoding(n), if it has at most {@link #INLINE} bytes
 *               = DIGEST, hash(encoding(n)), if it is longer
 * sequence(s)   = tag, node(s[0]), node(s[1]), ..., END, length
 *                 what was written of it so far is replaced by CHUNK, hash(that) when it passes {@link #CHUNK_SIZE}
 * unordered(s)  = tag, the units in the order of their bytes (inside the process of their hashes), END, length
 *                 a unit longer than {@link #UNIT} is replaced by UNIT_DIGEST, hash(it)
 * digest(v)     = hash(VERSION, encoding(v))
 * </pre>
 *
 * <p>A value with too many paths through its cycles is written as NUMBERED, and this: a node on a cycle is written once, then as its number. An unordered
 * container has its elements in the order of what they look like by themselves.
 *
 * <p>The hash is one of {@link io.memo.digest.DigestAlgorithm}, the same throughout; the golden vectors are by SHA-256.
 *
 * <p>All else depends on the value alone: whether a node was met before, which class of list holds it and how much
 * memory there is leaves no trace. A change to any of it is a new version, and the golden vectors of the old one stay
 * as they are.
 */
public final class Format {

    public static final int VERSION = 2;

    /** The longest encoding of an object that stands in its parent as it is. */
    public static final int INLINE = 256;
    /** How many bytes of a sequence are kept before they become a digest. */
    public static final int CHUNK_SIZE = 1 << 13;
    /** The longest element of a set or entry of a map that is sorted as it is. */
    public static final int UNIT = 64;
    /** The most bytes of a string or a primitive array that are written as they are. */
    public static final int LARGE = 1 << 11;

    public static final int NULL = 0;
    public static final int TRUE = 1;
    public static final int FALSE = 2;
    public static final int BYTE = 3;
    public static final int SHORT = 4;
    public static final int CHAR = 5;
    public static final int INT = 6;
    public static final int LONG = 7;
    public static final int FLOAT = 8;
    public static final int DOUBLE = 9;
    /** Length, 1 byte for each unit: a string that has no unit over 0xFF. */
    static final int LATIN = 10;
    /** Length, 2 bytes for each unit: any other string. */
    static final int UTF16 = 11;
    /** LATIN or UTF16, length, digest of the units. */
    static final int LARGE_STRING = 12;
    /** Name of the declaring class, name of the constant. */
    public static final int ENUM = 13;
    /** The same, then the selected fields. */
    public static final int ENUM_WITH_FIELDS = 14;
    /** Name of the class. */
    public static final int CLASS = 15;

    public static final int DIGEST = 16;
    public static final int CHUNK = 17;
    /** How many levels up the node stands that is meant. */
    public static final int BACK = 18;

    public static final int END = 19;

    public static final int LIST = 20;
    public static final int SET = 21;
    public static final int ORDERED_SET = 22;
    /** The comparator first. */
    public static final int SORTED_SET = 23;
    /** A collection that is none of the others and has no order. */
    public static final int BAG = 24;
    /** A collection that is none of the others and has an order. */
    public static final int SEQUENCE = 25;

    public static final int MAP = 26;
    public static final int ORDERED_MAP = 27;
    /** The comparator first. */
    public static final int SORTED_MAP = 28;

    /** A unit that was too long to be sorted as it is. */
    public static final int UNIT_DIGEST = 29;
    /** Name of the component type first. */
    public static final int ARRAY = 30;
    /** Letter of the component type, length, elements. */
    public static final int PRIMITIVES = 31;
    /** Letter of the component type, length, digest of the elements. */
    public static final int LARGE_PRIMITIVES = 32;

    /**
     * What identifies the class and its fields, then the fields. By SHA-256 its digest; inside the process a number that
     * stands for it.
     */
    public static final int OBJECT = 40;
    /** What tells its code, else the serial number of the class, then the captured values. */
    public static final int LAMBDA = 41;
    /** The interfaces, then the handler. */
    public static final int PROXY = 42;
    /** The name that a container gave it, what else follows, the code of the class, what it holds. */
    public static final int NAMED = 43;
    /** The type served by the hasher, then the hasher's answer. */
    public static final int HASHED = 44;
    /** The serial number of the object. */
    public static final int SAME = 45;

    public static final int PROCESS = 46;
    /** The name of a JDK type and what its value means, as bytes. */
    public static final int MEANING = 47;
    /** The name of a JDK type and what its value means, as values. */
    public static final int PARTS = 48;

    /** A container with a trait: its tag, the trait, the elements. */
    public static final int QUALIFIED = 49;

    /** The name of the class of an object that is used and that no result depends on. */
    public static final int GUARD = 50;

    /** A value whose nodes are numbered where they lie on cycles. */
    public static final int NUMBERED = 51;
    /** The number of a node that was finished, in the order in which they were. */
    public static final int NUMBER = 52;
    /** Name of the class of what is not looked into. */
    public static final int OPAQUE = 53;

    private Format() {}
}
