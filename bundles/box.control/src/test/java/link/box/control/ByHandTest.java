package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import link.box.api.release.Updates;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;

class ByHandTest {
    private final Registry registry = new Registry("link.box.control", Path.of("unused"));

    private void offer() {
        registry.offer(new Updates() {
            @Override
            public String check() {
                return "Release 42 is there.";
            }

            @Override
            public String apply() {
                return "It is being fetched.";
            }

            @Override
            public String rollback() throws IOException {
                throw new IOException("there is no release before the image");
            }
        }, Map.of());
    }

    @Test
    void who_updates_is_asked_and_given_back() {
        offer();
        assertEquals("Release 42 is there.\n", new ByHand(registry.context()).answer(Updates::check));
        assertEquals("It is being fetched.\n", new ByHand(registry.context()).answer(Updates::apply));
        assertEquals(0, registry.uses(), "an update of who updates must not wait for us");
    }

    @Test
    void what_cannot_be_is_an_error_with_its_reason() {
        offer();
        assertEquals("error: there is no release before the image\n", new ByHand(registry.context()).answer(Updates::rollback));
        assertEquals(0, registry.uses());
    }

    @Test
    void while_nobody_updates_that_is_said() {
        assertTrue(new ByHand(registry.context()).answer(Updates::check).startsWith("error: nobody updates this Box at the moment"));
    }
}
