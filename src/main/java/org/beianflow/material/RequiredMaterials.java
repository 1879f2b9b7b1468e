package org.beianflow.material;

import java.util.List;
import java.util.Map;

/** Port to the decision table {@code required-materials}, in the version in force. */
public interface RequiredMaterials {

	/**
	 * The rows that apply.
	 * @param answers values of all inputs of the table, by their names
	 */
	List<RequiredMaterial> decide(Map<String, Object> answers);

}
