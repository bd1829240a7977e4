package link.box.work.clock;

import java.time.Instant;

/** A source that says what the test wants, and counts how often it is asked. */
final class FakeSource implements Source {
    static final Word YES = Word.yes("the test has confirmed it");
    static final Word NO = Word.no("the test has not confirmed it", "confirm it");

    Word word = YES;
    int asked;
    RuntimeException failure;
    boolean knows = true;

    @Override
    public Word ask(Instant wall, long nanos) {
        asked++;
        if (failure != null) {
            throw failure;
        }
        return word;
    }

    @Override
    public boolean knows() {
        return knows;
    }
}
