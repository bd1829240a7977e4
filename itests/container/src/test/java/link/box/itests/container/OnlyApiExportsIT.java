package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** All bundles are active; only the API is shared; nobody knows anybody sideways. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OnlyApiExportsIT {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(OnlyApiExportsIT.class, Map.of())};
    }

    private List<Bundle> ours() {
        List<Bundle> ours = Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName().startsWith("link.")).toList();
        assertTrue("the image is installed: " + ours, ours.size() >= 12);
        return ours;
    }

    @Test
    public void every_bundle_is_active() {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            assertEquals(bundle.toString(), fragment ? Bundle.RESOLVED : Bundle.ACTIVE, bundle.getState());
        }
    }

    @Test
    public void only_the_api_exports() {
        List<String> exporters = new ArrayList<>();
        for (Bundle bundle : ours()) {
            if (!bundle.adapt(BundleWiring.class).getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).isEmpty()) {
                exporters.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of("link.box.api"), exporters);
    }

    @Test
    public void every_bundle_of_ours_leans_on_the_api_and_on_no_other_of_ours() {
        for (Bundle bundle : ours()) {
            for (BundleRequirement each : bundle.adapt(BundleWiring.class).getRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
                String filter = each.getDirectives().get("filter");
                assertTrue(bundle + " imports " + filter, !filter.contains("=link.") || filter.contains("=link.box.api."));
            }
        }
    }

    @Test
    public void common_pieces_are_copied_and_never_installed() {
        assertTrue(ours().stream().noneMatch(bundle -> bundle.getSymbolicName().equals("link.box.common")));
    }

    @Test
    public void the_filter_of_devices_ends_before_its_context() {
        Bundle https = ours().stream().filter(bundle -> bundle.getSymbolicName().equals("link.box.https")).findFirst().orElseThrow();
        String components = https.getHeaders("").get("Service-Component"); // in this order SCR ends them
        int filter = components.indexOf("CallerRoles.xml");
        assertTrue(components, filter > 0 && filter < components.indexOf("DeviceContext.xml"));
    }
}
