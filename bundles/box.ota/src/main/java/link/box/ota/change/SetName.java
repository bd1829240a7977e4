package link.box.ota.change;

/** What a set is called. */
public final class SetName {
    private SetName() {
    }

    /** @return in words what the set of this sequence is */
    public static String of(long sequence) {
        return sequence == 0 ? "the image" : "release " + sequence;
    }
}
