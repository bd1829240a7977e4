package link.box.ota.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import link.box.api.work.Worker;
import link.box.common.release.NamedBundle;
import link.box.common.release.SignedDocument;

/**
 * Where releases come from. Whoever can write there is trusted with nothing: what is read is looked at by others. Methods block for
 * network and disk, bounded in size and time.
 */
public interface Channel {
    /** How many bytes a document has at most. */
    int DOCUMENT = SignedDocument.LIMIT;
    /** Why it fails when it was stopped. */
    String STOPPED = "it was stopped, because something else is wanted";

    /**
     * @param where an https or http URL, or the absolute path of a directory
     * @param trust whom to believe to be the server, as {@link link.box.common.tls.Trust#context} takes it
     * @throws IOException the trust cannot be read
     */
    static Channel open(String where, String trust, Rate rate, Worker worker) throws IOException {
        return where.startsWith("/") ? new DirectoryChannel(Path.of(where))
                : new WebChannel(where.replaceFirst("/+$", ""), trust, rate, worker);
    }

    /**
     * @return the release document; empty if there is nothing that could hold one, as with a stick that is not plugged in
     * @throws IOException it cannot be read
     */
    Optional<byte[]> release() throws IOException;

    /**
     * @param number of a change of keys, from 1
     * @return its document; empty if there is none of that number
     * @throws IOException it cannot be read
     */
    Optional<byte[]> keys(int number) throws IOException;

    /**
     * Brings a bundle; returns when the part has as many bytes as are named. What they are is not looked at.
     *
     * @param part where to: what is there already is the beginning
     * @throws IOException it did not come, or not all of it: then the part holds what did, but for a failure of the disk, after which the
     *         part is gone
     */
    void fetch(NamedBundle bundle, Path part) throws IOException;

    /** Ends what is being read, and all that would be: it fails, and says that something else is wanted. From any thread; at once. */
    void stop();
}
