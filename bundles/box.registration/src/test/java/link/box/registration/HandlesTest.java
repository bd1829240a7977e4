package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class HandlesTest {
    private final ManualWorker worker = new ManualWorker();
    private final Handles handles = new Handles(worker::nanos);

    @Test
    void d13_handle_and_key_are_new_after_a_day_a_start_and_a_window() {
        Handle first = handles.now(0);
        worker.advance(Duration.ofHours(24).minusSeconds(1));
        assertEquals(first, handles.now(0));
        worker.advance(Duration.ofSeconds(1));
        Handle second = handles.now(0);
        assertOther(first, second);
        assertOther(second, handles.now(1));
        Handle third = handles.now(1);
        handles.drop();
        assertOther(third, handles.now(1));
        assertOther(first, new Handles(worker::nanos).now(0));
    }

    private static void assertOther(Handle one, Handle other) {
        assertNotEquals(one.name(), other.name());
        assertNotEquals(one.key(), other.key());
    }

    @Test
    void a_key_is_never_told_in_words() {
        assertEquals("a handle", handles.now(0).toString());
    }
}
