package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import link.box.ota.Wishes.Wish;
import org.junit.jupiter.api.Test;

class WishesTest {
    private final Wishes wishes = new Wishes();

    @Test
    void who_wants_something_while_a_look_is_under_way_is_told_what_the_next_one_shows() {
        CompletableFuture<String> first = wishes.ask();
        assertEquals(Wish.NONE, wishes.take());
        CompletableFuture<String> second = wishes.want(Wish.FORWARD);
        wishes.answered("apply takes it");
        assertEquals("apply takes it", first.join());
        assertFalse(second.isDone());
        assertEquals(Wish.FORWARD, wishes.take());
        wishes.answered("it is taken");
        assertEquals("it is taken", second.join());
    }

    @Test
    void a_look_that_fails_after_its_answer_tells_nobody_else() {
        CompletableFuture<String> asked = wishes.ask();
        wishes.take();
        CompletableFuture<String> later = wishes.ask();
        wishes.answered("it is there");
        wishes.failed(new IOException("it did not come"));
        assertEquals("it is there", asked.join());
        assertFalse(later.isDone());
    }
}
