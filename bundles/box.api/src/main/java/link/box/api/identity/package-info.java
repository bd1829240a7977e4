/** Who this Box is. */
@Export
@Version("1.1.0")
package link.box.api.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
