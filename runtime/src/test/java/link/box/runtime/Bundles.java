package link.box.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import link.box.common.image.BundleFile;

/** A container of a few bundles of which none is started yet. */
final class Bundles implements AutoCloseable {
    final Container container;
    private final Path folder;

    Bundles(Path folder, Jar... jars) throws Exception {
        this.folder = folder;
        container = new Container(folder.resolve("home"), folder.resolve("data"));
        List<BundleFile> files = new ArrayList<>();
        for (Jar jar : jars) {
            files.add(jar.in(folder));
        }
        container.open();
        container.install(files);
    }

    Path directory() {
        return folder.resolve("data/link.box.ota");
    }

    Container.Installed get(String name) {
        return container.bundles().stream().filter(each -> each.file().name().equals(name)).findFirst().orElseThrow();
    }

    List<String> names() {
        return names(container.bundles());
    }

    static List<String> names(List<Container.Installed> bundles) {
        return bundles.stream().map(each -> each.file().name()).toList();
    }

    @Override
    public void close() {
        container.stop(5_000);
    }
}
