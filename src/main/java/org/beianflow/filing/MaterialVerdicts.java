package org.beianflow.filing;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.beianflow.audit.Actor;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.ReviewDecision;
import org.beianflow.review.ReviewOutcome;

import org.springframework.stereotype.Component;

/**
 * What a decision says about the materials (domain.md §9): one that was sent back is 不合格
 * with the reviewer's reason and has to be handed in anew; what a review passed is 合格.
 */
@Component
class MaterialVerdicts {

	private final Materials materials;

	MaterialVerdicts(Materials materials) {
		this.materials = materials;
	}

	void follow(ReviewDecision decision, Actor actor) {
		if (decision.outcome() == ReviewOutcome.APPROVED || decision.outcome() == ReviewOutcome.ISSUED) {
			this.materials.accept(decision.filing(), actor);
		}
		Map<String, MaterialVersion> present = this.materials.list(decision.filing())
			.stream()
			.collect(Collectors.toMap((version) -> FilingDesk.materialKey(version.kind(), version.slot()),
					Function.identity()));
		for (ReturnItem item : decision.items()) {
			MaterialVersion version = (item.materialKind() == null) ? null
					: present.get(FilingDesk.materialKey(item.materialKind(), item.slot()));
			if (version != null) {
				this.materials.judge(version.id(), MaterialVersion.State.REJECTED, item.error(), actor);
			}
		}
	}

}
