package link.cloud.zone.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import link.box.common.file.AtomicFile;
import link.box.common.json.Json;
import link.cloud.zone.record.BoxRecords;

/**
 * What all Boxes have: read without locks from memory, stored in a snapshot and a journal. Edits that come together share one
 * fsync. Thread-safe.
 */
public final class ZoneStore implements Closeable {
    private static final long SMALL = 1 << 20;

    private final ConcurrentMap<String, BoxRecords> boxes = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Object disk = new Object();
    private final Path snapshot;
    private final Path path;
    private final Path old;
    private final Path next;
    private final long snapshotSerial;
    private final Planned planned;
    private Journal journal;
    private volatile long serial;

    /**
     * Reads what is there; makes it if nothing is. Blocks for disk.
     *
     * @throws IOException the files cannot be read or are damaged; nothing has changed
     */
    public ZoneStore(Path directory) throws IOException {
        this.snapshot = directory.resolve("zone");
        this.path = directory.resolve("journal");
        this.old = directory.resolve("journal.old");
        this.next = directory.resolve("journal.next");
        this.snapshotSerial = Files.exists(snapshot) ? Snapshot.read(snapshot, this::load) : 0;
        this.serial = snapshotSerial;
        if (Files.exists(old)) {
            Journal.open(old, this::replay).close();
        }
        this.journal = Journal.open(path, this::replay);
        this.planned = new Planned(boxes, serial);
    }

    /** @return what an id has, {@link BoxRecords#NONE} if it has nothing */
    public BoxRecords find(String id) {
        return boxes.getOrDefault(id, BoxRecords.NONE);
    }

    /** @return how many ids have anything */
    public int ids() {
        return boxes.size();
    }

    /** @return how many bytes of heap the records take, about */
    public long bytes() {
        return bytes.get();
    }

    /** @return the serial; grows with every edit */
    public long serial() {
        return serial;
    }

    /**
     * Changes what an id has. Returns when it is durable and visible; blocks for disk.
     *
     * @return what it has after the edit
     * @throws X the edit refused, nothing has changed
     * @throws IOException it could not be stored, nothing has changed
     */
    public <X extends Exception> BoxRecords apply(String id, Edit<X> edit) throws X, IOException {
        return apply(id, false, edit);
    }

    /**
     * As {@link #apply(String, Edit)}.
     *
     * @param settle whether there is a new version even if nothing changes, so that nothing that builds on an older one may follow
     */
    public <X extends Exception> BoxRecords apply(String id, boolean settle, Edit<X> edit) throws X, IOException {
        Pending pending = planned.add(id, settle, edit);
        if (pending == null) {
            return find(id);
        }
        synchronized (disk) {
            if (!pending.done()) {
                flush();
            }
            pending.check();
        }
        return pending.next;
    }

    /** @return whether the next start would have more to replay than to read */
    public boolean compactionDue() throws IOException {
        long base = Files.exists(snapshot) ? Files.size(snapshot) : 0;
        synchronized (disk) {
            return Files.exists(old) || journal.size() > Math.max(base, SMALL);
        }
    }

    /**
     * Moves the journal into the snapshot; edits go on meanwhile. Blocks for disk. Not twice at once.
     *
     * @throws IOException it did not happen, nothing is lost
     */
    public void compact() throws IOException {
        long upTo = rotate();
        Snapshot.write(snapshot, upTo, boxes);
        Files.deleteIfExists(old);
    }

    @Override
    public void close() throws IOException {
        synchronized (disk) {
            journal.close();
        }
    }

    /** A journal.old that is still there is from a compaction that failed: it stays until a snapshot has been written. */
    private long rotate() throws IOException {
        synchronized (disk) {
            if (!Files.exists(old)) {
                Journal fresh = Journal.open(next, this::replay);
                swapFiles(fresh);
                journal.close();
                journal = fresh;
                AtomicFile.syncDirectory(path.toAbsolutePath().getParent());
            }
            return serial;
        }
    }

    private void swapFiles(Journal fresh) throws IOException {
        try {
            Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            if (Files.notExists(path)) {
                Files.move(old, path, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private void flush() {
        List<Pending> batch = planned.take();
        Throwable failure = new IllegalStateException("not written");
        try {
            write(batch);
            batch.forEach(this::publish);
            planned.stored(batch);
            failure = null;
        } catch (IOException e) {
            failure = e;
        } finally {
            if (failure != null) {
                fail(batch, failure);
            }
        }
    }

    private void fail(List<Pending> batch, Throwable why) {
        planned.forget(serial).forEach(each -> each.fail(why));
        batch.forEach(each -> each.fail(why));
    }

    private void write(List<Pending> batch) throws IOException {
        JsonArrayBuilder changes = Json.PROVIDER.createArrayBuilder();
        List<Change> real = batch.stream().map(each -> each.change).filter(change -> !change.what().isEmpty()).toList();
        real.forEach(change -> changes.add(change.json()));
        if (!real.isEmpty()) {
            journal.append(Json.PROVIDER.createObjectBuilder().add("changes", changes).build());
        }
    }

    private void publish(Pending pending) {
        put(pending.change.id(), pending.next);
        serial = Math.max(serial, pending.change.serial());
        pending.succeed();
    }

    private void replay(JsonObject line) {
        for (JsonObject json : line.getJsonArray("changes").getValuesAs(JsonObject.class)) {
            Change change = Change.of(json);
            BoxRecords now = find(change.id());
            if (change.serial() > Math.max(snapshotSerial, now.version())) {
                put(change.id(), now.with(change.what(), change.serial()));
            }
            serial = Math.max(serial, change.serial());
        }
    }

    private void load(Change change) {
        put(change.id(), BoxRecords.NONE.with(change.what(), change.serial()));
    }

    private void put(String id, BoxRecords next) {
        bytes.addAndGet(next.bytes() - find(id).bytes());
        if (next.isEmpty()) {
            boxes.remove(id);
        } else {
            boxes.put(id, next);
        }
    }
}
