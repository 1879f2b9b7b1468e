/*
 * The form of every staff task. What it shows and asks comes from the server, per task:
 * the dossier, the materials, what may be decided and what a decision needs. It keeps a
 * draft of the decision there too; completing the task freezes that draft.
 */
window.beianflowTask = (function () {
  'use strict';

  var zh = !/^en\b/i.test((navigator.languages && navigator.languages[0]) || navigator.language || 'zh');
  var words = zh ? {
    loading: '正在读取办件…', failed: '没有读到办件：', retry: '重试', decision: '决定', choose: '请选择决定',
    save: '保存草稿', saved: '草稿已保存', items: '退回清单', addItem: '添加一项', remove: '删除', scope: '对象',
    error: '问题', suggestion: '如何修改', code: '原因', ground: '依据', message: '告知申请人的话', notes: '内部备注',
    addNote: '记录备注', notePlaceholder: '只有工作人员能看到', calls: '电话核实', called: '已接通', missed: '未接通',
    callNote: '通话要点', materials: '材料', data: '备案信息', findings: '自动核查', history: '历次审核', rounds: '历次提交',
    ok: '合格', defect: '有问题', none: '无', open: '在新窗口打开', changed: '本轮有改动，原为', was: '原为', nothing: '（空）',
    pick: '选择原因模板', confirm: '请逐项确认', version: '第 {0} 版', round: '第 {0} 轮', due: '期限', refused: '还不能提交决定：',
    unsaved: '没有保存：', unmask: '查看完整信息', reason: '查看原因（会记入审计）', page: '材料预览', zoom: '点击材料可在此处预览'
  } : {
    loading: 'Reading the filing…', failed: 'The filing could not be read: ', retry: 'Try again', decision: 'Decision',
    choose: 'Choose a decision', save: 'Save draft', saved: 'Draft saved', items: 'Items to return', addItem: 'Add an item',
    remove: 'Remove', scope: 'Concerns', error: 'What is wrong', suggestion: 'How to mend it', code: 'Reason',
    ground: 'Legal ground', message: 'Message to the applicant', notes: 'Internal notes', addNote: 'Add note',
    notePlaceholder: 'Seen by staff only', calls: 'Phone check', called: 'Reached', missed: 'Not reached',
    callNote: 'What was said', materials: 'Materials', data: 'Form', findings: 'Automatic checks', history: 'Decisions so far',
    rounds: 'Rounds', ok: 'Right', defect: 'Wrong', none: 'None', open: 'Open in a new window', changed: 'Changed in this round, was',
    was: 'was', nothing: '(empty)', pick: 'Choose a reason', confirm: 'Confirm each point', version: 'Version {0}',
    round: 'Round {0}', due: 'Due', refused: 'The decision cannot be taken yet: ', unsaved: 'Not saved: ',
    unmask: 'Show in full', reason: 'Why (goes into the audit log)', page: 'Preview', zoom: 'Choose a document to see it here'
  };

  function fill(text, value) {
    return text.replace('{0}', value);
  }

  /** Makes an element; text is always text, never markup. */
  function el(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      var value = attributes[name];
      if (name === 'text') {
        node.textContent = value;
      } else if (name.slice(0, 2) === 'on') {
        node.addEventListener(name.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? '' : value);
      }
    });
    (children || []).forEach(function (child) {
      if (child) {
        node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
      }
    });
    return node;
  }

  function cookie(name) {
    var found = document.cookie.split('; ').filter(function (one) {
      return one.indexOf(name + '=') === 0;
    })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  /** A request; synchronous only while Tasklist waits for the answer to its own button. */
  function request(method, url, body, synchronous, done) {
    var http = new XMLHttpRequest();
    http.open(method, url, !synchronous);
    http.setRequestHeader('Accept', 'application/json, application/problem+json');
    http.setRequestHeader('Accept-Language', zh ? 'zh-CN' : 'en');
    if (body !== undefined) {
      http.setRequestHeader('Content-Type', 'application/json');
    }
    http.setRequestHeader('X-BF-XSRF', cookie('BF-XSRF'));
    http.onload = function () {
      var answer = null;
      try {
        answer = http.responseText ? JSON.parse(http.responseText) : null;
      } catch (e) {
        answer = null;
      }
      done(http.status >= 200 && http.status < 300, answer, http.status);
    };
    http.onerror = function () {
      done(false, null, 0);
    };
    http.send(body === undefined ? null : JSON.stringify(body));
  }

  function said(problem, status) {
    if (!problem) {
      return 'HTTP ' + status;
    }
    return [problem.detail, problem.remedy].filter(Boolean).join(' ');
  }

  function open(host, camForm, inject, $scope) {
    var taskId = camForm.taskId;
    var base = '/api/v1/staff/tasks/' + encodeURIComponent(taskId);
    var task = null;
    var draft = null;
    var notice = el('div', { 'class': 'bf-notice', role: 'status' });

    function tell(tone, text, list) {
      notice.className = 'bf-notice bf-' + tone;
      notice.textContent = '';
      notice.appendChild(el('p', { text: text }));
      if (list && list.length) {
        notice.appendChild(el('ul', {}, list.map(function (one) {
          return el('li', { text: [one.message, one.remedy].filter(Boolean).join(' ') });
        })));
      }
    }

    function touched() {
      // Tasklist enables its button only for a form that was changed.
      if ($scope && $scope.form) {
        $scope.form.$setDirty();
        $scope.form.$setValidity('bfDecision', !!draft.outcome);
        if (!$scope.$$phase && !$scope.$root.$$phase) {
          $scope.$apply();
        }
      }
    }

    function load() {
      host.textContent = words.loading;
      request('GET', base, undefined, false, function (good, answer, status) {
        host.textContent = '';
        if (!good) {
          host.appendChild(el('p', { 'class': 'bf-notice bf-bad', text: words.failed + said(answer, status) }));
          host.appendChild(el('button', { type: 'button', 'class': 'btn btn-default', text: words.retry, onclick: load }));
          return;
        }
        task = answer;
        draft = task.draft || { version: 0, outcome: null, items: [], verdicts: {}, confirmations: [], inputs: {} };
        ['items', 'confirmations'].forEach(function (name) {
          draft[name] = draft[name] || [];
        });
        draft.verdicts = draft.verdicts || {};
        draft.inputs = draft.inputs || {};
        draw();
        touched();
      });
    }

    function save(synchronous, done) {
      request('PUT', base + '/decision', draft, synchronous, function (good, answer, status) {
        if (good) {
          draft.version = answer.version;
        }
        done(good, answer, status);
      });
    }

    function draw() {
      host.textContent = '';
      var preview = el('div', { 'class': 'bf-preview' }, [el('p', { 'class': 'bf-quiet', text: words.zoom })]);
      host.appendChild(head());
      host.appendChild(el('div', { 'class': 'bf-columns' }, [
        el('div', { 'class': 'bf-left' }, [findings(), sections(), extra()]),
        el('div', { 'class': 'bf-right' }, [materials(preview), preview])
      ]));
      host.appendChild(history());
      host.appendChild(calls());
      host.appendChild(notes());
      host.appendChild(decision());
      host.appendChild(notice);
    }

    function head() {
      return el('header', { 'class': 'bf-head' }, [
        el('h4', { text: task.filing + '　' + (task.applicant || '') }),
        el('p', { 'class': 'bf-quiet', text: [task.stageName, fill(words.round, task.round), task.stateName].join(' · ') }),
        task.remaining ? el('p', { 'class': 'bf-due bf-' + task.remaining.tone, text: words.due + '：' + task.remaining.text }) : null
      ]);
    }

    function findings() {
      return group(words.findings, (task.findings || []).map(function (finding) {
        return el('li', { 'class': 'bf-finding bf-verdict-' + finding.verdict.toLowerCase() }, [
          el('strong', { text: finding.verdictName + ' ' }), (finding.label ? finding.label + '：' : '') + finding.text
        ]);
      }));
    }

    function group(title, rows) {
      if (!rows.length) {
        return null;
      }
      return el('section', { 'class': 'bf-group' }, [el('h5', { text: title }), el('ul', { 'class': 'bf-list' }, rows)]);
    }

    function sections() {
      var judged = task.verdictsWanted;
      return el('section', { 'class': 'bf-group' }, [el('h5', { text: words.data })].concat((task.sections || []).map(function (part) {
        return el('table', { 'class': 'bf-data' }, [
          el('caption', { text: part.title }),
          el('tbody', {}, part.rows.map(function (row) {
            return el('tr', { 'class': row.before !== undefined && row.before !== null ? 'bf-changed' : '' }, [
              el('th', { scope: 'row', text: row.label }),
              el('td', {}, [
                el('span', { text: row.value }),
                row.changed ? el('small', { 'class': 'bf-was', text: words.changed + '：' + (row.before || words.nothing) }) : null
              ]),
              judged ? el('td', { 'class': 'bf-verdict' }, [verdict(row)]) : null
            ]);
          }))
        ]);
      })).concat([task.masked ? unmask() : null]));
    }

    function unmask() {
      return el('button', {
        type: 'button', 'class': 'btn btn-link', text: words.unmask,
        onclick: function () {
          var reason = window.prompt(words.reason);
          if (!reason) {
            return;
          }
          request('POST', base + '/unmask', { reason: reason }, false, function (good, answer, status) {
            if (!good) {
              tell('bad', said(answer, status), answer && answer.violations);
              return;
            }
            task.sections = answer.sections;
            task.masked = false;
            draw();
          });
        }
      });
    }

    function verdict(row) {
      var select = el('select', {
        'aria-label': row.label, 'class': 'form-control',
        onchange: function () {
          if (select.value) {
            draft.verdicts[row.path] = select.value;
          } else {
            delete draft.verdicts[row.path];
          }
          if (select.value === 'DEFECT' && !draft.items.some(function (item) { return item.path === row.path; })) {
            draft.items.push({ path: row.path, code: '', error: '', suggestion: '', severity: 'CORRECT' });
            redrawItems();
          }
          touched();
        }
      }, [
        el('option', { value: '', text: '—' }), el('option', { value: 'OK', text: words.ok }),
        el('option', { value: 'DEFECT', text: words.defect })
      ]);
      select.value = draft.verdicts[row.path] || '';
      return select;
    }

    function extra() {
      return (task.facts || []).length ? group(task.factsTitle, task.facts.map(function (fact) {
        return el('li', {}, [
          el('strong', { text: fact.label + '：' }),
          fact.url ? el('a', { href: fact.url, target: '_blank', rel: 'noreferrer', text: fact.value }) : fact.value
        ]);
      })) : null;
    }

    function materials(preview) {
      return group(words.materials, (task.materials || []).map(function (material) {
        return el('li', {}, [
          el('button', {
            type: 'button', 'class': 'btn btn-link bf-material', text: material.label,
            onclick: function () {
              show(preview, material);
            }
          }),
          el('small', { 'class': 'bf-quiet', text: ' ' + fill(words.version, material.version) + ' · ' + material.stateName + (material.isNew ? ' ★' : '') + ' ' }),
          el('a', { href: material.url, target: '_blank', rel: 'noreferrer', text: words.open })
        ]);
      }));
    }

    function show(preview, material) {
      preview.textContent = '';
      if (/^image\//.test(material.mediaType)) {
        preview.appendChild(el('img', { src: material.url, alt: material.label }));
      } else {
        preview.appendChild(el('iframe', { src: material.url, title: material.label }));
      }
    }

    function history() {
      var rows = (task.decisions || []).map(function (one) {
        return el('li', {}, [
          el('strong', { text: fill(words.round, one.round) + ' ' + one.stageName + '：' + one.outcomeName }),
          ' ' + one.at + ' ' + one.by + ' ' + (one.message || ''),
          (one.items || []).length ? el('ul', {}, one.items.map(function (item) {
            return el('li', { text: item.label + '：' + item.error + (item.suggestion ? '（' + item.suggestion + '）' : '') });
          })) : null
        ]);
      });
      var changes = (task.rounds || []).filter(function (round) {
        return round.changes.length;
      }).map(function (round) {
        return el('li', {}, [
          el('strong', { text: fill(words.round, round.number) + ' ' + round.submittedAt }),
          el('ul', {}, round.changes.map(function (change) {
            return el('li', { text: change.label + '：' + (change.before || words.nothing) + ' → ' + (change.after || words.nothing) });
          }))
        ]);
      });
      return el('div', {}, [group(words.history, rows), group(words.rounds, changes)]);
    }

    function calls() {
      if (!task.callLog) {
        return el('div');
      }
      var note = el('input', { type: 'text', 'class': 'form-control', placeholder: words.callNote, 'aria-label': words.callNote });
      function record(outcome) {
        return function () {
          request('POST', base + '/calls', { outcome: outcome, note: note.value }, false, function (good, answer, status) {
            if (good) {
              task.calls = answer;
              draw();
            } else {
              tell('bad', said(answer, status), answer && answer.violations);
            }
          });
        };
      }
      return el('section', { 'class': 'bf-group' }, [
        el('h5', { text: words.calls }),
        el('ul', { 'class': 'bf-list' }, (task.calls || []).map(function (call) {
          return el('li', { text: call.attempt + '. ' + call.outcomeName + ' ' + call.at + ' ' + call.by + ' ' + (call.note || '') });
        })),
        el('div', { 'class': 'bf-line' }, [
          note,
          el('button', { type: 'button', 'class': 'btn btn-default', text: words.called, onclick: record('REACHED') }),
          el('button', { type: 'button', 'class': 'btn btn-default', text: words.missed, onclick: record('NOT_REACHED') })
        ])
      ]);
    }

    function notes() {
      var text = el('textarea', { rows: 2, 'class': 'form-control', placeholder: words.notePlaceholder, 'aria-label': words.notes });
      return el('section', { 'class': 'bf-group' }, [
        el('h5', { text: words.notes }),
        el('ul', { 'class': 'bf-list' }, (task.notes || []).map(function (note) {
          return el('li', { text: note.at + ' ' + note.by + '：' + note.text });
        })),
        text,
        el('button', {
          type: 'button', 'class': 'btn btn-default', text: words.addNote,
          onclick: function () {
            request('POST', base + '/notes', { text: text.value }, false, function (good, answer, status) {
              if (good) {
                task.notes = answer;
                draw();
              } else {
                tell('bad', said(answer, status), answer && answer.violations);
              }
            });
          }
        })
      ]);
    }

    var itemsHost = null;
    var needsHost = null;

    function decision() {
      itemsHost = el('div');
      needsHost = el('div');
      var select = el('select', {
        'class': 'form-control bf-outcome', 'aria-label': words.decision, name: 'outcome',
        onchange: function () {
          draft.outcome = select.value || null;
          redrawNeeds();
          touched();
        }
      }, [el('option', { value: '', text: words.choose })].concat((task.outcomes || []).map(function (outcome) {
        return el('option', { value: outcome.code, text: outcome.label });
      })));
      select.value = draft.outcome || '';
      var box = el('section', { 'class': 'bf-group bf-decision' }, [
        el('h5', { text: words.decision }), select, needsHost,
        el('button', {
          type: 'button', 'class': 'btn btn-default bf-save', text: words.save,
          onclick: function () {
            save(false, function (good, answer, status) {
              if (good) {
                tell('good', words.saved);
              } else {
                tell('bad', words.unsaved + said(answer, status), answer && answer.violations);
              }
            });
          }
        })
      ]);
      (task.actions || []).forEach(function (action) {
        box.appendChild(el('button', {
          type: 'button', 'class': 'btn btn-default bf-save', text: action.label,
          onclick: function () {
            save(false, function (good, answer, status) {
              if (!good) {
                tell('bad', words.unsaved + said(answer, status), answer && answer.violations);
                return;
              }
              request('POST', base + '/' + action.path, undefined, false, function (done, result, code) {
                if (done) {
                  load();
                } else {
                  tell('bad', said(result, code), result && result.violations);
                }
              });
            });
          }
        }));
      });
      redrawNeeds();
      return box;
    }

    function chosen() {
      return (task.outcomes || []).filter(function (outcome) {
        return outcome.code === draft.outcome;
      })[0];
    }

    function redrawNeeds() {
      needsHost.textContent = '';
      var outcome = chosen();
      if (!outcome) {
        return;
      }
      if (outcome.explanation) {
        needsHost.appendChild(el('p', { 'class': 'bf-quiet', text: outcome.explanation }));
      }
      (outcome.inputs || []).forEach(function (input) {
        needsHost.appendChild(field(input));
      });
      if (outcome.items) {
        needsHost.appendChild(itemsHost);
        redrawItems();
      }
      if (outcome.ground) {
        needsHost.appendChild(area(words.ground, 'ground'));
      }
      if (outcome.message) {
        needsHost.appendChild(area(words.message, 'message'));
      }
      if ((outcome.confirmations || []).length) {
        needsHost.appendChild(el('fieldset', { 'class': 'bf-confirm' }, [el('legend', { text: words.confirm })].concat(outcome.confirmations.map(function (point) {
          var box = el('input', {
            type: 'checkbox',
            onchange: function () {
              draft.confirmations = draft.confirmations.filter(function (key) {
                return key !== point.key;
              });
              if (box.checked) {
                draft.confirmations.push(point.key);
              }
              touched();
            }
          });
          box.checked = draft.confirmations.indexOf(point.key) >= 0;
          return el('label', {}, [box, ' ' + point.label]);
        }))));
      }
    }

    function field(input) {
      var control;
      if (input.type === 'select') {
        control = el('select', { 'class': 'form-control' }, [el('option', { value: '', text: '—' })].concat((input.options || []).map(function (option) {
          return el('option', { value: option.value, text: option.label });
        })));
      } else if (input.type === 'textarea') {
        control = el('textarea', { rows: 3, 'class': 'form-control' });
      } else {
        control = el('input', { type: input.type, 'class': 'form-control', step: input.step });
      }
      control.name = input.name;
      control.value = draft.inputs[input.name] || '';
      control.addEventListener('input', function () {
        draft.inputs[input.name] = control.value;
        touched();
      });
      return el('label', { 'class': 'bf-field' }, [el('span', { text: input.label + (input.required ? ' *' : '') }), control]);
    }

    function area(label, name) {
      var control = el('textarea', {
        rows: 2, 'class': 'form-control', name: name,
        oninput: function () {
          draft[name] = control.value;
          touched();
        }
      });
      control.value = draft[name] || '';
      return el('label', { 'class': 'bf-field' }, [el('span', { text: label }), control]);
    }

    function targets() {
      var list = [];
      (task.sections || []).forEach(function (part) {
        part.rows.forEach(function (row) {
          list.push({ value: row.path, label: part.title + ' · ' + row.label });
        });
      });
      (task.materials || []).forEach(function (material) {
        if (material.key) {
          list.push({ value: 'materials[' + material.key + ']', label: words.materials + ' · ' + material.label });
        }
      });
      (task.missingMaterials || []).forEach(function (material) {
        list.push({ value: 'materials[' + material.key + ']', label: words.materials + ' · ' + material.label });
      });
      return list;
    }

    function redrawItems() {
      if (!itemsHost) {
        return;
      }
      itemsHost.textContent = '';
      itemsHost.appendChild(el('h5', { text: words.items }));
      draft.items.forEach(function (item, index) {
        itemsHost.appendChild(itemBox(item, index));
      });
      itemsHost.appendChild(el('button', {
        type: 'button', 'class': 'btn btn-default bf-add-item', text: words.addItem,
        onclick: function () {
          draft.items.push({ path: '', code: '', error: '', suggestion: '', severity: 'CORRECT' });
          redrawItems();
          touched();
        }
      }));
    }

    function itemBox(item, index) {
      var target = el('select', { 'class': 'form-control', 'aria-label': words.scope, name: 'item-path' },
        [el('option', { value: '', text: words.scope })].concat(targets().map(function (one) {
          return el('option', { value: one.value, text: one.label });
        })));
      target.value = item.path || '';
      target.addEventListener('change', function () {
        item.path = target.value;
        touched();
      });
      var error = text('error', item, words.error);
      var suggestion = text('suggestion', item, words.suggestion);
      var reason = el('select', { 'class': 'form-control', 'aria-label': words.code, name: 'item-code' },
        [el('option', { value: '', text: words.pick })].concat((task.reasons || []).map(function (one) {
          return el('option', { value: one.code, text: one.code + ' ' + one.title });
        })));
      reason.value = item.code || '';
      reason.addEventListener('change', function () {
        var template = (task.reasons || []).filter(function (one) {
          return one.code === reason.value;
        })[0];
        item.code = reason.value;
        if (template) {
          item.error = template.error;
          item.suggestion = template.suggestion;
          error.value = item.error;
          suggestion.value = item.suggestion;
        }
        touched();
      });
      return el('fieldset', { 'class': 'bf-item' }, [
        el('legend', { text: String(index + 1) }), target, reason, error, suggestion,
        el('button', {
          type: 'button', 'class': 'btn btn-link', text: words.remove,
          onclick: function () {
            draft.items.splice(index, 1);
            redrawItems();
            touched();
          }
        })
      ]);
    }

    function text(name, item, label) {
      var control = el('textarea', {
        rows: 2, 'class': 'form-control', placeholder: label, 'aria-label': label, name: 'item-' + name,
        oninput: function () {
          item[name] = control.value;
          touched();
        }
      });
      control.value = item[name] || '';
      return control;
    }

    camForm.on('submit', function (event) {
      save(true, function (good, answer, status) {
        if (!good) {
          event.submitPrevented = true;
          tell('bad', words.unsaved + said(answer, status), answer && answer.violations);
        }
      });
      if (event.submitPrevented) {
        return;
      }
      request('POST', base + '/decision/check', undefined, true, function (good, answer, status) {
        if (!good) {
          event.submitPrevented = true;
          tell('bad', words.refused + said(answer, status), answer && answer.violations);
        }
      });
    });

    load();
  }

  return { open: open };
})();
