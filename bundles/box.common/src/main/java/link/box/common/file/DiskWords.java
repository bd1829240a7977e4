package link.box.common.file;

import java.nio.file.FileSystemException;

/** Words for a failure of the disk. */
public final class DiskWords {
    private DiskWords() {
    }

    /** @return what happened, for people: the message of a failure of the file system is often no more than a path */
    public static String of(Throwable failure) {
        if (failure instanceof FileSystemException system && system.getReason() == null) {
            return system.getFile() + " (" + system.getClass().getSimpleName().replace("Exception", "") + ")";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
