package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Every setting of the configuration file is a property that some component reads: none is spoken into the wind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SettingsReachIT {
    @Inject
    private BundleContext context;
    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(SettingsReachIT.class, Map.of())};
    }

    @Test
    public void every_setting_reaches_a_component() throws Exception {
        Set<String> read = new HashSet<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (String pid : component.configurationPid) {
                component.properties.keySet().forEach(property -> read.add(pid + ":" + property));
            }
        }
        Properties set = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(context.getProperty(BoxImage.CONFIGURATIONS)))) {
            set.load(in);
        }
        Set<String> unread = new TreeSet<>();
        set.stringPropertyNames().stream().filter(target -> !read.contains(target)).forEach(unread::add);
        assertTrue("there are settings: " + set.size(), set.size() > 25);
        assertEquals("settings that nobody reads", Set.of(), unread);
    }
}
