package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectTest {
    @TempDir
    Path folder;
    private Bundles bundles;

    private static final class Core {
    }

    private static final class Library {
    }

    private static final class Lib {
    }

    private static final class Lamp {
    }

    private static final class Door {
    }

    @BeforeEach
    void open() throws Exception {
        bundles = new Bundles(folder, Jar.of("org.ours.parts").with(Library.class).header("Export-Package", "org.ours"),
                Jar.of("link.box.core").with(Core.class).header("Import-Package", "org.ours").header("Export-Package", "link.box.core"),
                Jar.of("org.example.lib").with(Lib.class).header("Export-Package", "org.example.light"),
                Jar.of("org.example.lamp").with(Lamp.class).header("Import-Package", "org.example.light,link.box.core"),
                Jar.of("org.example.door").with(Door.class).header("Import-Package", "link.box.core"));
    }

    @AfterEach
    void close() {
        bundles.close();
    }

    /** @param types the innermost first */
    private String suspect(Class<?>... types) {
        StackTraceElement[] stack = Arrays.stream(types).map(type -> new StackTraceElement(type.getName(), "run", "Test.java", 1))
                .toArray(StackTraceElement[]::new);
        return bundles.container.suspect(stack).map(each -> each.file().name()).orElse("nobody");
    }

    @Test
    void the_innermost_bundle_of_an_integrators_is_the_suspect() {
        assertEquals("org.example.lamp", suspect(Object.class, Lamp.class, Thread.class));
        assertEquals("org.example.door", suspect(Object.class, Door.class, Lamp.class, Thread.class));
        assertEquals("org.example.lamp", suspect(Lamp.class, Core.class, Thread.class), "called by the product");
    }

    @Test
    void a_library_hangs_where_its_caller_lets_it() {
        assertEquals("org.example.lamp", suspect(Library.class, Lamp.class));
        assertEquals("org.example.lamp", suspect(Lib.class, Lamp.class), "one of an integrator's own, too");
        assertEquals("org.example.lib", suspect(Lib.class, Thread.class));
    }

    @Test
    void the_products_own_hangs_where_its_caller_lets_it() {
        assertEquals("org.example.lamp", suspect(Object.class, Core.class, Library.class, Lamp.class, Core.class));
    }

    @Test
    void a_bundle_that_somebody_uninstalled_is_passed_over() throws Exception {
        bundles.get("org.example.lib").bundle().uninstall();
        assertEquals("org.example.door", suspect(Lib.class, Door.class, Thread.class));
    }

    @Test
    void nobody_is_blamed_for_the_products_own() {
        assertEquals("nobody", suspect(Object.class, Core.class, Library.class, Thread.class));
        assertEquals("nobody", suspect());
    }
}
