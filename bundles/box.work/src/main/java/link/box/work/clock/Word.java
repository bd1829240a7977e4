package link.box.work.clock;

/**
 * What a source says about the wall clock.
 *
 * @param kind yes, no, or nobody is there to say
 * @param text why, in words that do not change from look to look while nothing changes
 * @param remedy what to do; empty for yes
 */
record Word(Kind kind, String text, String remedy) {
    /** How it answers. */
    enum Kind { YES, NO, MUTE }

    static Word yes(String text) {
        return new Word(Kind.YES, text, "");
    }

    static Word no(String text, String remedy) {
        return new Word(Kind.NO, text, remedy);
    }

    /** Nobody can say, now or later: a person has to act. */
    static Word mute(String text, String remedy) {
        return new Word(Kind.MUTE, text, remedy);
    }
}
