package link.box.acme.state;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import link.box.common.file.DiskWords;
import link.box.common.file.KeptFile;
import link.box.common.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order on its way, so that a start after a kill or a power cut goes on with it. Methods block for disk. */
public final class OrderFile {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final int LIMIT = 1 << 14;

    private final KeptFile file;

    /** @param folder of the bundle */
    public OrderFile(Path folder) {
        this.file = new KeptFile(folder.resolve("order.json"), LIMIT);
    }

    /** @return the order that was under way; a damaged file is said, and as good as none */
    public Optional<PendingOrder> read() {
        try {
            return file.read(OrderFile::parse, e -> LOG.warn("An earlier state of the order is used: {}", e.getMessage()));
        } catch (IOException e) {
            LOG.warn("The order under way is forgotten: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** @throws IOException it is not on disk, so nothing should be ordered */
    public void write(PendingOrder order) throws IOException {
        var names = Json.PROVIDER.createArrayBuilder(order.names());
        var json = Json.PROVIDER.createObjectBuilder().add("directory", order.directory()).add("account", order.account())
                .add("names", names).add("failures", order.failures());
        order.url().ifPresent(url -> json.add("url", url));
        try {
            file.write(KeyJson.add(json, order.key()).build().toString());
        } catch (IOException e) {
            throw new IOException("the order cannot be kept on disk, so none is placed: " + DiskWords.of(e)
                    + "; check free space, and that the data directory is writable and belongs to the Box's user", e);
        }
    }

    /** It is over. */
    public void delete() throws IOException {
        file.delete();
    }

    private static PendingOrder parse(String text) throws IOException {
        JsonObject json = Json.object(text);
        return new PendingOrder(json.getString("directory"), json.getString("account"),
                json.getJsonArray("names").getValuesAs(JsonString::getString), KeyJson.of(json),
                Optional.ofNullable(json.getString("url", null)), json.getInt("failures"));
    }
}
