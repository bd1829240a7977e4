package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** In a real framework: without whom the rest gets on, before anything is wired and after. */
class ContainerTest {
    private static final String EXPORTS = "Export-Package";
    private static final String IMPORTS = "Import-Package";

    @TempDir
    Path folder;

    /** As an integrator's should not be. */
    public static final class Throws implements BundleActivator {
        @Override
        public void start(BundleContext context) throws IOException {
            throw new IOException("the bulb is broken");
        }

        @Override
        public void stop(BundleContext context) {
            // it never started
        }
    }

    private static Jar core() {
        return Jar.of("link.box.core").header(EXPORTS, "link.box.core");
    }

    private static Jar lib() {
        return Jar.of("org.example.lib").header(EXPORTS, "org.example.light");
    }

    private static Jar lamp() {
        return Jar.of("org.example.lamp").header(IMPORTS, "org.example.light,link.box.core,org.osgi.framework");
    }

    private static List<String> dispensable(Bundles bundles) {
        return Bundles.names(bundles.container.dispensable());
    }

    @Test
    void what_only_an_integrators_bundles_use_is_dispensable_with_them() throws Exception {
        try (Bundles bundles = new Bundles(folder, core(), lib(), lamp())) {
            assertEquals(List.of("org.example.lib", "org.example.lamp"), dispensable(bundles));
            bundles.container.start(Map.of(), Container::startBundle);
            assertEquals(List.of("org.example.lib", "org.example.lamp"), dispensable(bundles), "as they are wired");
        }
    }

    @Test
    void what_the_products_own_stands_on_is_not_directly_or_through_others() throws Exception {
        Jar middle = Jar.of("org.example.middle").header(IMPORTS, "org.example.light").header(EXPORTS, "org.example.middle");
        Jar own = Jar.of("link.box.page").header(IMPORTS, "org.example.middle");
        try (Bundles bundles = new Bundles(folder, core(), lib(), middle, own, lamp(), Jar.of(Needs.CONFIGURATION_ADMIN))) {
            assertEquals(List.of("org.example.lamp"), dispensable(bundles));
            for (Container.Installed each : bundles.container.bundles().subList(0, 5)) {
                each.bundle().start();
            }
            assertEquals(List.of("org.example.lamp"), dispensable(bundles), "as they are wired");
        }
    }

    @Test
    void what_another_one_offers_too_or_is_optional_is_not_needed() throws Exception {
        Jar own = Jar.of("link.box.page").header(IMPORTS, "org.example.light,org.example.extra;resolution:=optional");
        Jar other = Jar.of("org.example.other").header(EXPORTS, "org.example.light");
        Jar extra = Jar.of("org.example.extra").header(EXPORTS, "org.example.extra");
        try (Bundles bundles = new Bundles(folder, own, lib(), other, extra)) {
            assertEquals(List.of("org.example.lib", "org.example.other", "org.example.extra"), dispensable(bundles));
        }
    }

    @Test
    void a_bundle_that_throws_takes_down_neither_the_rest_nor_who_uses_its_packages() throws Exception {
        Jar lib = lib().activator(Throws.class);
        try (Bundles bundles = new Bundles(folder, core(), lib, lamp())) {
            bundles.container.start(Map.of(), bundles.container::startOrLeave);
            assertEquals(Bundle.RESOLVED, bundles.get("org.example.lib").bundle().getState());
            assertEquals(Bundle.ACTIVE, bundles.get("org.example.lamp").bundle().getState());
            assertEquals(Bundle.ACTIVE, bundles.get("link.box.core").bundle().getState());
        }
    }

    @Test
    void one_of_the_products_own_that_throws_ends_the_start() throws Exception {
        try (Bundles bundles = new Bundles(folder, core().activator(Throws.class), lib())) {
            assertThrows(BundleException.class, () -> bundles.container.start(Map.of(), bundles.container::startOrLeave));
        }
    }

    @Test
    void who_needs_one_that_is_left_out_goes_with_it_and_what_there_is_no_box_without_stays() throws Exception {
        try (Bundles bundles = new Bundles(folder, core(), lib(), lamp(), Jar.of("org.example.door"))) {
            List<Container.Installed> these = List.of(bundles.get("org.example.lib"), bundles.get("link.box.core"));
            assertEquals(List.of("org.example.lamp"), Bundles.names(bundles.container.leaveOut(these)));
            assertEquals(List.of("link.box.core", "org.example.door"), bundles.names());
            bundles.container.start(Map.of(), Container::startBundle);
        }
    }
}
