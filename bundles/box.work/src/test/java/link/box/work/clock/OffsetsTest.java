package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    @Test
    void a_majority_that_agrees_with_each_other_and_with_the_clock_confirms_it() {
        yes("3 of 3 web servers agree with it", 3, 0, 2, -1);
        yes("2 of 3 web servers agree with it", 3, 5, -5);
        yes("2 of 3 web servers agree with it", 3, 5, -5, 86_400);
        yes("2 of 2 web servers agree with it", 2, 60, 0);
    }

    @Test
    void one_is_never_enough_and_half_is_no_majority() {
        no("only 1 of 1 web servers tell a time that can be believed", 1, 0);
        no("only 1 of 2 web servers tell a time that can be believed", 2, 0);
        no("only 2 of 4 web servers tell a time that can be believed", 4, 0, 0);
        no("only 0 of 3 web servers tell a time that can be believed", 3);
    }

    @Test
    void servers_that_do_not_agree_with_each_other_say_nothing() {
        no("the web servers do not agree with each other", 3, 0, 3600, 7200);
        no("the web servers do not agree with each other", 2, 50, -50);
    }

    @Test
    void a_clock_that_is_wrong_is_told_by_how_much() {
        no("3 of 3 web servers agree on another time, some minutes after the clock", 3, 90, 91, 92);
        no("2 of 3 web servers agree on another time, some hours before the clock", 3, -7200, -7201, 0);
        no("2 of 2 web servers agree on another time, 3500 days before the clock", 2, -3500L * 86_400, -3500L * 86_400 - 1);
    }

    @Test
    void who_agrees_on_a_time_tells_it() {
        assertEquals(Optional.of(Duration.ofSeconds(91)), weigh(3, 90, 91, 92).offset());
        assertEquals(Optional.of(Duration.ZERO), weigh(3, 5, -5).offset());
        assertEquals(Optional.empty(), weigh(3, 0, 3600, 7200).offset());
        assertEquals(Optional.empty(), weigh(3, 3600).offset());
    }

    private static void yes(String text, int asked, long... seconds) {
        weighs(Word.Kind.YES, text, asked, seconds);
    }

    private static void no(String text, int asked, long... seconds) {
        weighs(Word.Kind.NO, text, asked, seconds);
    }

    private static void weighs(Word.Kind kind, String text, int asked, long... seconds) {
        Word word = weigh(asked, seconds);
        assertEquals(text, word.text());
        assertEquals(kind, word.kind());
    }

    private static Word weigh(int asked, long... seconds) {
        return new Offsets(asked, Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList()).weigh();
    }
}
