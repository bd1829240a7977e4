package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import link.box.api.access.Owners;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Registry registry = new Registry("link.box.control", Path.of("unused"));

    @Test
    void p7_who_keeps_the_users_is_told_to_remove_them() {
        List<String> told = new ArrayList<>();
        registry.offer((Owners) () -> told.add("reset"), Map.of());
        assertTrue(new Users(registry.context()).reset().startsWith("All users are removed."));
        assertEquals(List.of("reset"), told);
        assertEquals(0, registry.uses());
    }

    @Test
    void a_failure_is_told_and_so_is_that_nobody_is_there() {
        assertTrue(new Users(registry.context()).reset().startsWith("error: nobody"));
        registry.offer((Owners) () -> {
            throw new IOException("the disk is full");
        }, Map.of());
        assertEquals("error: not all could be removed: the disk is full\n", new Users(registry.context()).reset());
    }
}
