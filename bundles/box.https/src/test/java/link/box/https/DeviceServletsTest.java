package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.https.device.FakeReference;
import link.box.testing.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/** Who sees what is on the whiteboard. */
class DeviceServletsTest {
    private static final ServiceReference<?> GOOD = FakeReference.servlet("com.lamp", "/lamp/*");
    private static final ServiceReference<?> BAD = FakeReference.servlet("com.evil", "/*");
    private final FakeServices services = new FakeServices();
    private final BundleContext felix = services.context("org.apache.felix.http.jetty12");
    private DeviceServlets servlets;

    @BeforeEach
    void start() throws Exception {
        servlets = new DeviceServlets(services.context("link.box.https"), Settings.of(HttpsConfig.class, Map.of()));
    }

    @Test
    void i2_what_is_refused_is_not_found_by_the_http_service() {
        List<ServiceReference<?>> found = new ArrayList<>(List.of(GOOD, BAD));
        servlets.find(felix, null, null, false, found);
        assertEquals(List.of(GOOD), found);
    }

    @Test
    void i2_the_http_service_is_not_told_that_it_comes_but_always_that_something_goes() {
        assertEquals(1, told(ServiceEvent.REGISTERED, GOOD));
        assertEquals(0, told(ServiceEvent.REGISTERED, BAD));
        assertEquals(0, told(ServiceEvent.MODIFIED, BAD));
        assertEquals(1, told(ServiceEvent.UNREGISTERING, BAD));
        assertEquals(1, told(ServiceEvent.MODIFIED_ENDMATCH, BAD));
    }

    @Test
    void what_comes_is_here_and_what_goes_is_known_but_not_here() {
        services.tell(ServiceEvent.REGISTERED, GOOD);
        assertTrue(servlets.devices().find("/lamp/x").orElseThrow().isHere());
        services.tell(ServiceEvent.UNREGISTERING, GOOD);
        assertFalse(servlets.devices().find("/lamp/x").orElseThrow().isHere(), "it may be back in a moment");
        servlets.close();
        assertEquals(0, services.listeners());
    }

    private int told(int type, ServiceReference<?> reference) {
        Map<BundleContext, Collection<ListenerInfo>> listeners = new HashMap<>(Map.of(felix, List.of()));
        servlets.event(new ServiceEvent(type, reference), listeners);
        return listeners.size();
    }
}
