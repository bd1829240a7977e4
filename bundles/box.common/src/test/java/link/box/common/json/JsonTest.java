package link.box.common.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void some_nesting_is_read() throws IOException {
        assertEquals(1, Json.object("{\"a\":".repeat(20) + "1" + "}".repeat(20)).size());
    }

    @Test
    void nesting_that_would_take_a_small_stack_is_refused() {
        assertThrows(IOException.class, () -> Json.object("{\"a\":".repeat(40) + "1" + "}".repeat(40)));
        assertThrows(IOException.class, () -> Json.object("[".repeat(4_000)));
    }

    @Test
    void what_is_no_object_is_refused() {
        assertThrows(IOException.class, () -> Json.object("[]"));
        assertThrows(IOException.class, () -> Json.object("{\"a\":"));
        assertThrows(IOException.class, () -> Json.object(""));
    }
}
